import { useEffect, useRef, useState } from 'react';
import type { Finding, Verification } from '../../../shared/contract/evidence.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { countText } from '../../app/days.ts';
import { explain, isCancelled } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { has, useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { Progress } from '../../ui/Progress.tsx';
import './evidence.css';

interface EvidenceProps {
  onOpen: (letter: string) => void;
}

/** Reads the whole archive over and says whether every copy of every fact agrees. */
export function Evidence({ onOpen }: EvidenceProps) {
  const say = useSay();
  const language = useLanguage();
  const verify = useVerify();
  const { result } = verify;
  return (
    <section className="evidence" aria-label={say('evidence:title')}>
      <header className="evidence-head">
        <div>
          <h1>{say('evidence:title')}</h1>
          <p className="soft">{say('evidence:text')}</p>
        </div>
        {verify.running ? (
          <Button onClick={verify.stop}>{say('evidence:stop')}</Button>
        ) : (
          <ActionButton action="verify" look="main" onRun={verify.start} />
        )}
      </header>
      {verify.running && (
        <Progress
          label={say('evidence:running', {
            facts: countText(verify.done.facts, language),
            blobs: countText(verify.done.blobs, language),
          })}
        />
      )}
      {verify.error !== null && <Message look="alarm">{explain(say, verify.error)}</Message>}
      {result && <Result result={result} onOpen={onOpen} />}
    </section>
  );
}

function Result({ result, onOpen }: { result: Verification; onOpen: (letter: string) => void }) {
  const say = useSay();
  const language = useLanguage();
  const head = useRef<HTMLElement>(null);
  function copy() {
    // The clipboard's own interface needs a permission that this window never gives.
    getSelection()?.selectAllChildren(head.current!);
    const copied = document.execCommand('copy');
    const text = say(copied ? 'evidence:copied' : 'evidence:notCopied');
    notify({ text, look: copied ? 'done' : 'alarm' });
  }
  const counts = [
    ['evidence:facts', result.facts],
    ['evidence:letters', result.letters],
    ['evidence:blobs', result.blobs],
  ] as const;
  return (
    <>
      {result.ok ? (
        <Message look="done">
          <b>{say('evidence:ok')}</b>
        </Message>
      ) : (
        <Message look="alarm">{say('evidence:notOk', { n: result.findings.length })}</Message>
      )}
      <dl className="evidence-counts">
        {counts.map(([word, count]) => (
          <div key={word}>
            <dt>{say(word)}</dt>
            <dd>{countText(count, language)}</dd>
          </div>
        ))}
        <div className="evidence-hash">
          <dt>{say('evidence:head')}</dt>
          <dd className="selectable">
            <code ref={head}>{result.head}</code>
            <ActionButton
              action="copyHead"
              label={say('evidence:copy')}
              onRun={() => void copy()}
            />
          </dd>
        </div>
      </dl>
      <p className="soft small">{say('evidence:headText')}</p>
      {result.findings.length > 0 && <Findings findings={result.findings} onOpen={onOpen} />}
    </>
  );
}

interface FindingsProps {
  findings: Finding[];
  onOpen: (letter: string) => void;
}

function Findings({ findings, onOpen }: FindingsProps) {
  const say = useSay();
  return (
    <table className="findings selectable">
      <thead>
        <tr>
          <th scope="col">{say('evidence:letter')}</th>
          <th scope="col">{say('evidence:finding')}</th>
        </tr>
      </thead>
      <tbody>
        {findings.slice(0, 500).map(({ code, letter, agenda, data }, index) => (
          <tr key={`${code}-${letter}-${index}`}>
            <td>
              {letter ? (
                <Button look="quiet" onClick={() => onOpen(letter)}>
                  {agenda ?? letter}
                </Button>
              ) : (
                '–'
              )}
            </td>
            <td>
              {has(`findings:${code}`)
                ? say(`findings:${code}` as 'findings:chain.gap', data)
                : say('findings:other', { code })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useVerify() {
  const [running, setRunning] = useState(false);
  const [done, setDone] = useState({ facts: 0, blobs: 0 });
  const [result, setResult] = useState<Verification | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stopping = useRef<AbortController>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  async function start() {
    const controller = new AbortController();
    stopping.current = controller;
    setRunning(true);
    setResult(null);
    setError(null);
    setDone({ facts: 0, blobs: 0 });
    try {
      const onProgress = (value: unknown) => setDone(value as { facts: number; blobs: number });
      setResult(await ask('evidence.verify', {}, { signal: controller.signal, onProgress }));
    } catch (failure) {
      if (!controller.signal.aborted && !isCancelled(failure)) setError(failure);
    } finally {
      setRunning(false);
    }
  }
  return {
    running,
    done,
    result,
    error,
    start: () => void start(),
    stop: () => stopping.current?.abort(),
  };
}
