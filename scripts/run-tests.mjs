import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from './build.mjs';
import { inRoot, run, tool } from './project.mjs';
import { shortRuns } from './measure.mjs';

const total = { passed: 0, failed: 0 };

/** One stage: what it says is shown only where it failed. */
async function stage(name, work) {
  const started = performance.now();
  const {
    passed,
    failed,
    output = '',
  } = await work().catch((error) => ({
    passed: 0,
    failed: 1,
    output: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (failed > 0) console.log(output.trim());
  console.log(
    `${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
  );
}

/** A check that is right or wrong as a whole. */
async function check(command, args) {
  const { code, output } = await run(command, args, { quiet: true });
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}

async function all(checks) {
  const results = await Promise.all(checks);
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    output: results.map(({ output = '' }) => output).join('\n'),
  };
}

/** Each layer has a compiler set-up of its own, so that what it must not know does not compile. */
function types() {
  const layers = ['shared', 'electron/*', 'renderer', 'server', 'tests'].flatMap((layer) =>
    globSync(`${layer}/tsconfig.json`, { cwd: inRoot() }),
  );
  const inUse = layers.filter(
    (config) => globSync(`${path.dirname(config)}/**/*.{ts,tsx}`, { cwd: inRoot() }).length > 0,
  );
  // They run beside one another: threads of each would learn the same types anew.
  return all(inUse.map((config) => check(tool('tsc'), ['-p', config, '--singleThreaded'])));
}

async function vitest(project, more = []) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lontar-vitest-'));
  const report = path.join(folder, 'report.json');
  try {
    const { code, output } = await run(
      tool('vitest'),
      [
        'run',
        '--config',
        'tests/vitest.config.ts',
        '--project',
        project,
        '--passWithNoTests',
        '--reporter=minimal',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...more,
      ],
      { quiet: true, env: { FORCE_COLOR: '0' } },
    );
    const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
    const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0 } = told;
    // A file that can't even be loaded has no tests to fail, and a skipped test hides one.
    const failed = numFailedTests + numPendingTests;
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Short runs of the benchmarks and fault tests, to know that they run. */
async function shortly(folder, script, alone) {
  const results = [];
  for (const { name, args } of await shortRuns(folder, alone)) {
    results.push(await check(process.execPath, [script, name, '--json', ...args]));
  }
  return all(results);
}

/** @returns {Promise<number>} the exit code */
export async function runTests() {
  await stage('types', types);
  await stage('format', () => check(tool('oxfmt'), ['--check']));
  await stage('lint', () => check(tool('oxlint'), ['--deny-warnings']));
  await stage('layers', () => check(process.execPath, ['scripts/layers.mjs']));
  await stage('unused', () => check(tool('knip'), []));
  await stage('unit', () => vitest('unit'));
  await stage('build', async () => {
    await build();
    return { passed: 1, failed: 0 };
  });
  // Windows, disks and networks wait half of their time, and no time is judged here: they may be in
  // each other's way.
  await Promise.all([
    stage('e2e', () => vitest('e2e')),
    (async () => {
      await stage('faults', () => shortly('tests/faults', 'scripts/faults.mjs'));
      await stage('bench', () => shortly('tests/bench', 'scripts/bench.mjs'));
      await stage('pages', () => vitest('pages'));
    })(),
  ]);
  await stage('budgets', () => shortly('tests/bench', 'scripts/bench.mjs', true));
  return conclude();
}

/** @param {string[]} more arguments for vitest, such as a file's name */
export async function runUnitTests(more) {
  await stage('unit', () => vitest('unit', more));
  return conclude();
}

function conclude() {
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}
