import { pathToFileURL } from 'node:url';
import { projectNode } from './project.mjs';
import { electronBinary, provideElectron } from './setup/electron.mjs';
import { provideLibraries } from './setup/libraries.mjs';
import { installPackages, packagesAreThere } from './setup/packages.mjs';

/** Packages and a Node new enough: what the command line, benchmarks and unit tests need. */
export async function setUpPackages(say) {
  if (!packagesAreThere()) await installPackages(say);
  if (projectNode() === undefined) {
    throw new Error(
      `Node ${process.versions.node} is too old, and there is no Node package for ` +
        `${process.platform}-${process.arch}: install Node 22.18 or newer (https://nodejs.org) and run this again`,
    );
  }
}

/**
 * Sets up what is missing and nothing else; quick when all is there.
 * @param {'start'|'window'|'test'} purpose
 * @param {(line: string) => void} say
 */
export async function setUp(purpose, say = (line) => console.log(`[setup] ${line}`)) {
  await setUpPackages(say);
  await provideElectron(say);
  await provideLibraries(purpose, electronBinary(), say);
}

/** Runs a script's work; a failure is one clear message and exit code 1. */
export async function orExit(work) {
  try {
    return await work();
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await orExit(() => setUp(process.argv[2] ?? 'start'));
}
