import { expect, onTestFinished, test } from 'vitest';
import type { BatchProgress } from '../../../../shared/contract/batches.ts';
import { type SimulatorOptions, startEsclSimulator } from '../../../escl-simulator/simulator.ts';
import { deskWithBatch } from './test-feeder.ts';

async function networkDesk(options: SimulatorOptions, settings: object = {}) {
  const simulator = await startEsclSimulator(options);
  onTestFinished(() => simulator.close());
  const { device } = simulator;
  return { simulator, ...(await deskWithBatch({ device, resolution: 75, ...settings })) };
}

test('a network scanner that is empty is waited for, and the batch goes on by itself', async () => {
  const { simulator, core, batch } = await networkDesk({ sheets: 0 }, { waitForPaper: true });
  const steps: string[] = [];
  const progress = (value: unknown) => {
    const { step } = value as BatchProgress;
    steps.push(step);
    if (step === 'waiting-for-paper') simulator.sheets = 2;
  };
  const answer = await core.call('batches.scan', { batch }, { progress });
  expect(answer).toMatchObject({ came: [1, 2], stopped: null });
  expect(steps).toContain('waiting-for-paper');
});

test('one that says it is empty is scanned anyway when a person says so; two sheets at once stop the feed', async () => {
  const { simulator, core, batch } = await networkDesk({
    sheets: 2,
    faults: { adfState: 'ScannerAdfEmpty' },
  });
  const refused = await core.call('batches.scan', { batch });
  expect(refused).toMatchObject({ came: [], stopped: { code: 'scanning.says-empty' } });
  const answer = await core.call('batches.scan', { batch, anyway: true });
  expect(answer).toMatchObject({ came: [1, 2], stopped: null });
  simulator.sheets = 3;
  simulator.faults.adfState = null;
  simulator.faults.stopAfter = { pages: 1, adfState: 'ScannerAdfMultipickDetected', status: 409 };
  expect(await core.call('batches.scan', { batch })).toMatchObject({
    came: [3],
    stopped: { code: 'scanning.double-feed' },
  });
});
