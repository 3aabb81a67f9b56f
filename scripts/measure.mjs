import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRoot } from './project.mjs';
import { begin, orExit, toStderr } from './setup.mjs';

/**
 * Benchmarks and fault tests are files of one shape: `run(args): Promise<object>` does the work and
 * returns the figures; `short: string[]`, where there is one, are the arguments of a short run, which
 * `npm test` makes; `alone`: that this one judges times, and is made when nothing else runs. A result
 * with `ok: false` has failed.
 */
async function named(folder) {
  const files = readdirSync(inRoot(folder)).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    files.map(async (file) => ({
      name: path.basename(file, '.ts'),
      module: await import(pathToFileURL(inRoot(folder, file)).href),
    })),
  );
  return modules.filter(({ module }) => typeof module.run === 'function');
}

/**
 * `NAME [--json] [ARGUMENT…]`: runs `<folder>/NAME.ts`, prints its figures, as one line with `--json`.
 */
export async function measure(folder, scriptUrl) {
  const [name, ...given] = process.argv.slice(2);
  const args = given.filter((arg) => arg !== '--json');
  await begin(scriptUrl, 'test', toStderr);
  await orExit(async () => {
    if (
      name === undefined ||
      !/^[a-z0-9-]+$/.test(name) ||
      !existsSync(inRoot(folder, `${name}.ts`))
    ) {
      const names = (await named(folder)).map((entry) => entry.name);
      throw new Error(`name one of: ${names.join(', ') || '(there are none yet)'}`);
    }
    const { run } = await import(pathToFileURL(inRoot(folder, `${name}.ts`)).href);
    const figures = await run(args);
    console.log(JSON.stringify(figures, null, given.includes('--json') ? undefined : 2));
    if (figures.ok === false) process.exitCode = 1;
  });
}

/** @returns the names of those that `npm test` runs in their short form: beside other work, or alone */
export async function shortRuns(folder, alone = false) {
  if (!existsSync(inRoot(folder))) return [];
  const all = await named(folder);
  return all
    .filter(({ module }) => module.short && (module.alone ?? false) === alone)
    .map(({ name, module }) => ({ name, args: module.short }));
}
