import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Patience } from '../../../../electron/core/scanning/escl/patience.ts';
import { esclSource } from '../../../../electron/core/scanning/escl/source.ts';
import type { ScanHooks, ScanSource } from '../../../../electron/core/scanning/source.ts';
import type { LontarError } from '../../../../shared/contract/error.ts';
import { ScanRequest, type ScanResult } from '../../../../shared/contract/scanning.ts';
import type { Faults } from '../../../escl-simulator/faults.ts';
import {
  type EsclSimulator,
  type SimulatorOptions,
  startEsclSimulator,
} from '../../../escl-simulator/simulator.ts';
import { temporaryFolder } from '../../temporary-archive.ts';

/** Long enough for a loaded machine, short enough for a test. */
export const HASTE: Patience = {
  connectMs: 5_000,
  answerMs: 5_000,
  silenceMs: 5_000,
  pageMs: 10_000,
  againMs: 5,
  busyMs: 3_000,
  notReadyMs: 3_000,
  missingMs: 200,
  leaveMs: 2_000,
};

export interface Simulated {
  simulator: EsclSimulator;
  source: ScanSource;
  home: string;
  outDir: string;
  scan(wish?: object, hooks?: ScanHooks): Promise<ScanResult>;
}

/** A simulated scanner and the real client, each gone when the test has finished. */
export async function simulated(
  options: SimulatorOptions = {},
  patience: Partial<Patience> = {},
): Promise<Simulated> {
  const simulator = await startEsclSimulator(options);
  onTestFinished(() => simulator.close());
  const home = temporaryFolder();
  const outDir = join(home, 'pages');
  const source = esclSource({ home, patience: { ...HASTE, ...patience } });
  return {
    simulator,
    source,
    home,
    outDir,
    scan(wish = {}, hooks = {}) {
      const device = simulator.device;
      const request = ScanRequest.parse({ device, resolution: 75, feeder: true, ...wish });
      return source.scan(request, outDir, hooks);
    },
  };
}

export const withFaults = (faults: Partial<Faults>, more: SimulatorOptions = {}) =>
  simulated({ ...more, faults });

export async function failure(work: Promise<unknown>): Promise<LontarError> {
  return work.then(
    () => expect.fail('it should have been refused'),
    (error: LontarError) => error,
  );
}
