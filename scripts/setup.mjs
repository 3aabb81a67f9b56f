import { pathToFileURL } from 'node:url';
import { continueOnProjectNode, projectNode } from './project.mjs';
import { electronBinary, provideElectron } from './setup/electron.mjs';
import { provideLibraries } from './setup/libraries.mjs';
import { installPackages, packagesAreThere } from './setup/packages.mjs';

/** Packages and a Node new enough: all that the command line and unit tests need. */
async function setUpPackages(say) {
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
async function setUp(purpose, say) {
  await provideElectron(say);
  await provideLibraries(purpose, electronBinary(), say);
}

const toStdout = (line) => console.log(`[setup] ${line}`);
export const toStderr = (line) => console.error(`[setup] ${line}`);

/**
 * How each script begins: sets up what its purpose needs, and goes on in the project's Node.
 * @param {string} scriptUrl the script's `import.meta.url`
 * @param {'packages'|'start'|'window'|'test'} purpose
 */
export async function begin(scriptUrl, purpose, say = toStdout) {
  await orExit(() => setUpPackages(say));
  await continueOnProjectNode(scriptUrl);
  if (purpose !== 'packages') await orExit(() => setUp(purpose, say));
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
  await begin(import.meta.url, process.argv[2] ?? 'start');
}
