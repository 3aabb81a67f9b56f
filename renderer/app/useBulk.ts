import { useRef, useState } from 'react';
import type { BulkDone, BulkProgress } from '../../shared/contract/bulk.ts';
import { ask, type Answer, type Asked, type CallName } from './api.ts';

type BulkName = Extract<CallName, `bulk.${string}`>;

export interface Bulk {
  /** How far it is; null while nothing runs. */
  progress: BulkProgress | null;
  /** What came of it, where something was left out or it was stopped. */
  outcome: BulkDone | null;
  error: unknown;
  /** Null where it was refused as a whole; then `error` says why. */
  run<Name extends BulkName>(name: Name, input: Asked<Name>): Promise<Answer<Name> | null>;
  cancel(): void;
}

/** One thing done for many letters: how far it is, how to stop it, and what came of it. */
export function useBulk(): Bulk {
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const [outcome, setOutcome] = useState<BulkDone | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  return {
    progress,
    outcome,
    error,
    async run(name, input) {
      const controller = new AbortController();
      stop.current = controller;
      setError(null);
      setProgress({ done: 0, of: input.letters.length });
      try {
        const onProgress = (value: unknown) => setProgress(value as BulkProgress);
        const answer = await ask(name, input, { signal: controller.signal, onProgress });
        const done = answer as BulkDone;
        if (done.left.length > 0 || done.stopped) setOutcome(done);
        return answer;
      } catch (failure) {
        setError(failure);
        return null;
      } finally {
        setProgress(null);
      }
    },
    cancel: () => stop.current?.abort(),
  };
}
