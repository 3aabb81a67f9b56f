import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { type EsclSimulator, startEsclSimulator } from '../escl-simulator/simulator.ts';
import { smallPdf } from '../faults/papers.ts';

const script = fileURLToPath(new URL('../../scripts/lontar.mjs', import.meta.url));

/** Beside the simulator in this process: it must go on answering. */
function lontar(home: string, ...args: string[]) {
  return started(home, ...args).ended;
}

function started(home: string, ...args: string[]) {
  const env = { ...process.env, LONTAR_HOME: home, LONTAR_LANG: 'id', SANE_CONFIG_DIR: home };
  const child = spawn(process.execPath, [script, ...args], { env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => (stdout += String(part)));
  child.stderr.on('data', (part) => (stderr += String(part)));
  const ended = once(child, 'close').then(([status]) => ({ status, stdout, stderr }));
  return { child, ended };
}

/** SANE knows of no devices there. */
function emptyHome(): string {
  const home = path.join(temporaryFolder(), 'archive');
  mkdirSync(home);
  writeFileSync(path.join(home, 'dll.conf'), '');
  return home;
}

async function scanner(options: Parameters<typeof startEsclSimulator>[0]): Promise<EsclSimulator> {
  const simulator = await startEsclSimulator(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

test('a scanner named by its address is listed with what it can do, and scans from feeder and glass', async () => {
  const home = emptyHome();
  const simulator = await scanner({ sheets: 2 });
  const listed = await lontar(home, 'devices', '--json', '--escl', simulator.url);
  const { devices } = JSON.parse(listed.stdout);
  expect(devices).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        id: simulator.device,
        source: 'escl',
        error: null,
        capabilities: expect.objectContaining({ feederState: 'loaded' }),
      }),
    ]),
  );
  const out = path.join(home, 'pages');
  const scan = (...more: string[]) =>
    lontar(home, 'scan', '--device', simulator.device, '--resolution', '75', '--out', out, ...more);
  expect(await scan('--feeder')).toMatchObject({ status: 0 });
  expect(await scan('--json')).toMatchObject({ status: 0 });
  expect(readdirSync(out)).toEqual(['page-0001.jpg', 'page-0002.jpg', 'page-0003.jpg']);
  const empty = await scan('--feeder');
  expect([empty.status, empty.stderr]).toEqual([
    2,
    expect.stringContaining('[scanning.says-empty]'),
  ]);
  simulator.faults.adfState = 'ScannerAdfEmpty';
  simulator.sheets = 1;
  expect(await scan('--feeder', '--anyway')).toMatchObject({ status: 0 });
});

test('whoever ends the command ends the scan: the scanner is free again', async () => {
  const home = emptyHome();
  const simulator = await scanner({ sheets: 2 });
  simulator.faults.pageBusy = 1e9;
  const flags = ['--device', simulator.device, '--feeder', '--resolution', '75'];
  const { child, ended } = started(home, 'scan', ...flags, '--out', path.join(home, 'pages'));
  await vi.waitFor(() => expect(simulator.jobs).toHaveLength(1), { timeout: 15_000 });
  child.kill('SIGTERM');
  const { status, stderr } = await ended;
  expect([status, stderr]).toEqual([2, expect.stringContaining('[scanning.cancelled]')]);
  expect(simulator.running()).toBe(0);
});

test('a changed certificate is shown, refused, and accepted by its fingerprint alone', async () => {
  const home = emptyHome();
  const first = await scanner({ certificate: 'one' });
  const port = Number(new URL(first.url).port);
  expect((await lontar(home, 'devices', '--escl', first.url)).status).toBe(0);
  await first.close();
  const other = await scanner({ certificate: 'two', port });
  const refused = await lontar(home, 'devices', '--escl', other.url);
  expect(refused.status).toBe(2);
  const [fingerprint = ''] = /[0-9a-f]{64}/.exec(refused.stderr) ?? [];
  const wrong = await lontar(home, 'devices', '--escl', other.url, '--trust', 'ab');
  expect(wrong.stderr).toContain('[usage.value]');
  const trusted = await lontar(home, 'devices', '--escl', other.url, '--trust', fingerprint);
  expect(trusted.stdout).toContain(other.device);
});

test('a folder’s letters become drafts on one line each; what is none is refused, and said so by the exit code', async () => {
  const home = emptyHome();
  await lontar(home, 'init', '--office', 'Sekretariat Daerah');
  const folder = path.join(temporaryFolder(), 'kiriman');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'surat.pdf'), smallPdf(1));
  writeFileSync(path.join(folder, 'bukan.pdf'), 'MZ');
  const { status, stdout } = await lontar(home, 'watch', folder, '--once', '--json');
  expect(status).toBe(1);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toEqual(
    expect.arrayContaining([
      { file: 'surat.pdf', document: expect.objectContaining({ pages: 1 }), again: false },
      { file: 'bukan.pdf', refused: expect.objectContaining({ code: 'file.type' }) },
    ]),
  );
  expect(readdirSync(folder)).toEqual(['.lontar-refused', '.lontar-taken']);
});
