import { readFileSync } from 'node:fs';
import { inRoot, run } from '../project.mjs';

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
};

/**
 * npm notes what it installed in `node_modules/.package-lock.json`, last of all: so comparing that
 * with the lock also finds an installation that was cut short. Optional packages may be missing.
 */
export function packagesAreThere() {
  const wanted = packagesOf(inRoot('package-lock.json'));
  const installed = packagesOf(inRoot('node_modules', '.package-lock.json'));
  if (wanted === undefined || installed === undefined) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional }]) =>
      place === '' ||
      installed[place]?.version === version ||
      (installed[place] === undefined && (optional || devOptional)),
  );
}

export async function installPackages(say) {
  say('installing the packages (npm ci)');
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund'], { quiet: true });
  if (code !== 0) throw new Error(`npm ci failed:\n${output.trim()}`);
}
