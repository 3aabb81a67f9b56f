import { useEffect, useRef, useState } from 'react';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { ScanningProgress } from '../../../shared/contract/scanning.ts';
import { ask, type Asked } from '../../app/api.ts';
import { codeOf, dataOf, explain, isCancelled } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useSay } from '../../app/words.ts';

/** One scan at a time: how far it is, and a way to stop it. Pages that came are never thrown away. */
export function useScan(onDocument: (document: PreparedDocument) => void) {
  const say = useSay();
  const [step, setStep] = useState<ScanningProgress | null>(null);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController>(null);
  useEffect(() => () => stop.current?.abort(), []);

  async function start(request: Asked<'scanning.scan'>) {
    const controller = new AbortController();
    stop.current = controller;
    setError(null);
    setStep(null);
    setRunning(true);
    try {
      const answer = await ask('scanning.scan', request, {
        signal: controller.signal,
        onProgress: (value) => setStep(value as ScanningProgress),
      });
      if (answer.document) {
        const text = say('scanning:taken', { pages: answer.document.pages });
        const why = answer.stopped && ` ${explain(say, answer.stopped)}`;
        notify({ text: `${text}${why ?? ''}`, look: answer.stopped ? 'alarm' : 'done' });
        onDocument(answer.document);
      } else if (answer.stopped && !isCancelled(answer.stopped)) setError(answer.stopped);
    } catch (failure) {
      if (!isCancelled(failure)) setError({ code: codeOf(failure), data: dataOf(failure) });
    } finally {
      setRunning(false);
    }
  }

  return {
    step,
    running,
    error,
    start: (request: Asked<'scanning.scan'>) => void start(request),
    forget: () => setError(null),
    cancel: () => stop.current?.abort(),
  };
}
