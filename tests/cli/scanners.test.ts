import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../core/temporary-archive.ts';
import { type EsclSimulator, startEsclSimulator } from '../escl-simulator/simulator.ts';
import { smallPdf } from '../faults/papers.ts';
import { terminal } from './terminal.ts';

/** SANE knows of no devices there. The simulator beside it, in this process, goes on answering. */
function deskWithoutSane() {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'dll.conf'), '');
  return terminal({ SANE_CONFIG_DIR: folder });
}

async function scanner(options: Parameters<typeof startEsclSimulator>[0]): Promise<EsclSimulator> {
  const simulator = await startEsclSimulator(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

test('a scanner named by its address is listed with what it can do, and scans from feeder and glass', async () => {
  const { home, lontar } = deskWithoutSane();
  const simulator = await scanner({ sheets: 2 });
  const listed = await lontar('devices', '--json', '--escl', simulator.url);
  const { devices } = listed.json();
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
    lontar('scan', '--device', simulator.device, '--resolution', '75', '--out', out, ...more);
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
  const { home, start } = deskWithoutSane();
  const simulator = await scanner({ sheets: 2 });
  simulator.faults.pageBusy = 1e9;
  const flags = ['--device', simulator.device, '--feeder', '--resolution', '75'];
  const { child, ended } = start('scan', ...flags, '--out', path.join(home, 'pages'));
  await vi.waitFor(() => expect(simulator.jobs).toHaveLength(1), { timeout: 15_000 });
  child.kill('SIGTERM');
  const { status, stderr } = await ended;
  expect([status, stderr]).toEqual([2, expect.stringContaining('[scanning.cancelled]')]);
  expect(simulator.running()).toBe(0);
});

test('a changed certificate is shown, refused, and accepted by its fingerprint alone', async () => {
  const { lontar } = deskWithoutSane();
  const first = await scanner({ certificate: 'one' });
  const port = Number(new URL(first.url).port);
  expect((await lontar('devices', '--escl', first.url)).status).toBe(0);
  await first.close();
  const other = await scanner({ certificate: 'two', port });
  const refused = await lontar('devices', '--escl', other.url);
  expect(refused.status).toBe(2);
  const [fingerprint = ''] = /[0-9a-f]{64}/.exec(refused.stderr) ?? [];
  const wrong = await lontar('devices', '--escl', other.url, '--trust', 'ab');
  expect(wrong.stderr).toContain('[usage.value]');
  const trusted = await lontar('devices', '--escl', other.url, '--trust', fingerprint);
  expect(trusted.stdout).toContain(other.device);
});

test('a folder’s letters become drafts on one line each; what is none is refused, and said so by the exit code', async () => {
  const { lontar, alone } = deskWithoutSane();
  await lontar('init', '--office', 'Sekretariat Daerah');
  const folder = path.join(temporaryFolder(), 'kiriman');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'surat.pdf'), smallPdf(1));
  writeFileSync(path.join(folder, 'bukan.pdf'), 'MZ');
  const { status, lines } = await alone('watch', folder, '--once', '--json');
  expect(status).toBe(1);
  expect(lines()).toEqual(
    expect.arrayContaining([
      { file: 'surat.pdf', document: expect.objectContaining({ pages: 1 }), again: false },
      { file: 'bukan.pdf', refused: expect.objectContaining({ code: 'file.type' }) },
    ]),
  );
  expect(readdirSync(folder)).toEqual(['.lontar-refused', '.lontar-taken']);
});
