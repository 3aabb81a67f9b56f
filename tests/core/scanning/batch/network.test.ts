import { expect, onTestFinished, test } from 'vitest';
import type { BatchProgress } from '../../../../shared/contract/batches.ts';
import {
  type EsclSimulator,
  type SimulatorOptions,
  startEsclSimulator,
} from '../../../escl-simulator/simulator.ts';
import { deskWithBatch } from './test-feeder.ts';

async function networkScanner(options: SimulatorOptions): Promise<EsclSimulator> {
  const simulator = await startEsclSimulator(options);
  onTestFinished(() => simulator.close());
  return simulator;
}

const settings = { mode: 'color', resolution: 75, size: 'a4' };

test('a jam in a duplex feed over the network: the rest is fed again, and each back has its front', async () => {
  const stopAfter = { pages: 3, adfState: 'ScannerAdfJam', status: 404 } as const;
  const simulator = await networkScanner({ sheets: 4, faults: { stopAfter } });
  const { device } = simulator;
  const { core, batch } = await deskWithBatch({ ...settings, device, way: 'duplex' });
  expect(await core.call('batches.scan', { batch })).toMatchObject({
    came: [1, 2, 3],
    stopped: { code: 'scanning.jammed' },
    next: 'resume',
  });
  simulator.faults.stopAfter = null;
  simulator.sheets = 3;
  expect(await core.call('batches.resume', { batch })).toMatchObject({
    came: [4, 5, 6, 7, 8, 9],
    stopped: null,
  });
  const { sheets } = await core.call('batches.get', { batch });
  expect(sheets.map(({ side }) => side![0]).join('')).toBe('fbffbfbfb');
});

test('a connection that breaks within a page keeps the pages before it, and no half one', async () => {
  const simulator = await networkScanner({ sheets: 3, faults: { breakAfter: 1 } });
  const { device } = simulator;
  const { core, batch } = await deskWithBatch({ ...settings, device });
  const cut = await core.call('batches.scan', { batch });
  expect([cut.came, cut.next]).toEqual([[1], 'resume']);
  expect(cut.stopped!.code).toMatch(/^scanning\./);
  simulator.faults.breakAfter = null;
  simulator.sheets = 2;
  expect(await core.call('batches.resume', { batch })).toMatchObject({ came: [2, 3] });
  expect((await core.call('batches.close', { batch })).documents[0]!.document.pages).toBe(3);
});

test('an empty feeder is waited for: the pages come once paper lies in it', async () => {
  const simulator = await networkScanner({ sheets: 0 });
  const { device } = simulator;
  const { core, batch } = await deskWithBatch({ ...settings, device, waitForPaper: true });
  const progress = (value: unknown) => {
    if ((value as BatchProgress).step === 'waiting-for-paper') simulator.sheets = 2;
  };
  expect(await core.call('batches.scan', { batch }, { progress })).toMatchObject({
    came: [1, 2],
    stopped: null,
  });
});

test('of a pile in the feeder, a page is replaced by one sheet; others that went through come behind it', async () => {
  const simulator = await networkScanner({ sheets: 2 });
  const { device } = simulator;
  const { core, batch } = await deskWithBatch({ ...settings, device });
  await core.call('batches.scan', { batch });
  simulator.sheets = 1;
  const target = { to: 'replace', page: 1 };
  expect(await core.call('batches.scan', { batch, target })).toMatchObject({ came: [1] });
  const { sheets, undo } = await core.call('batches.get', { batch });
  expect([sheets.map(({ page }) => page), undo]).toEqual([[1, 2], 'replace']);
});
