import { begin, orExit } from './setup.mjs';

const [part, ...more] = process.argv.slice(2);
await begin(import.meta.url, part === 'unit' ? 'packages' : 'test');
// Loaded only now: it needs the packages and the project's Node.
const { runTests, runUnitTests } = await import('./run-tests.mjs');
process.exitCode = await orExit(() => (part === 'unit' ? runUnitTests(more) : runTests()));
