import { readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './project.mjs';

/**
 * `node scripts/complete-lock.mjs`, after any `npm install NAME`: writes into package-lock.json the
 * bindings for other machines that the registry at hand does not have. npm leaves those out, and then
 * refuses its own lock (`npm ci`: "Missing: … from lock file"). Such an entry has no integrity; it is
 * fetched on its own kind of machine alone.
 */
const file = inRoot('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { '': root, ...packages } = lock.packages;

/** `@oxlint/binding-linux-arm64-musl`: what it runs on. */
function machineOf(name) {
  const [, os, cpu, kind = ''] = /binding-([a-z0-9]+)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name) ?? [];
  if (os === undefined) throw new Error(`${name}: its name does not say what it runs on`);
  const libc = kind.startsWith('musl') ? ['musl'] : kind.startsWith('gnu') ? ['glibc'] : undefined;
  return { cpu: [cpu], ...(libc && os === 'linux' && { libc }), os: [os] };
}

const added = [];
for (const [place, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const own = `node_modules/${name}`;
    if (own in packages || `${place}/${own}` in packages) continue;
    const { dev, license, engines } = entry;
    added.push([own, { version, ...machineOf(name), dev, license, optional: true, engines }]);
  }
}
const all = [...Object.entries(packages), ...added].sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = { '': root, ...Object.fromEntries(all) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} entries added`);
