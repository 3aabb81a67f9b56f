import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { ImportAnswer } from '../../../shared/contract/scanning.ts';
import { ask } from '../../app/api.ts';
import { explain, isCancelled } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';
import { Progress } from '../../ui/Progress.tsx';
import './scanning.css';

interface ImportDialogProps {
  files: string[];
  /** Null: not asked yet. */
  together: boolean | null;
  onClose: () => void;
  onTaken: (documents: PreparedDocument[]) => void;
}

const nameOf = (path: string) => path.split(/[/\\]/).at(-1) ?? path;

/** Brings files in; closes by itself unless something has to be asked or said. */
export default function ImportDialog({ files, together, onClose, onTaken }: ImportDialogProps) {
  const say = useSay();
  const [mode, setMode] = useState(files.length > 1 ? together : false);
  const [done, setDone] = useState({ done: 0, total: files.length });
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController>(null);

  function finish({ documents }: ImportAnswer) {
    onClose();
    if (documents.length === 0) return;
    notify({ text: say('scanning:imported', { n: documents.length }), look: 'done' });
    onTaken(documents);
  }

  const arrive = useEffectEvent((result: ImportAnswer) => {
    if (result.refused.length > 0) setAnswer(result);
    else finish(result);
  });

  useEffect(() => {
    if (mode === null) return undefined;
    const controller = new AbortController();
    stop.current = controller;
    const onProgress = (value: unknown) => setDone(value as { done: number; total: number });
    ask(
      'scanning.import',
      { files, together: mode },
      { signal: controller.signal, onProgress },
    ).then(
      (result) => {
        if (!controller.signal.aborted) arrive(result);
      },
      (failure: unknown) => {
        if (!controller.signal.aborted && !isCancelled(failure)) setError(failure);
      },
    );
    return () => controller.abort();
  }, [files, mode]);

  if (mode === null) return <HowDialog count={files.length} onClose={onClose} onHow={setMode} />;
  if (error) {
    return (
      <Modal title={say('scanning:importTitle')} onClose={onClose} closeText={say('common:close')}>
        <Message look="alarm">{explain(say, error)}</Message>
      </Modal>
    );
  }
  if (answer) {
    return (
      <Modal
        title={say('scanning:refusedTitle')}
        onClose={() => finish(answer)}
        closeText={say(answer.documents.length > 0 ? 'scanning:goOn' : 'common:close')}
      >
        <p>{say('scanning:refusedText', { n: answer.documents.length })}</p>
        <ul className="import-list selectable">
          {answer.refused.map(({ file, error: why }) => (
            <li key={file}>
              <b>{nameOf(file)}</b>
              <span>{explain(say, why)}</span>
            </li>
          ))}
        </ul>
      </Modal>
    );
  }
  return (
    <Modal
      title={say('scanning:importTitle')}
      onClose={() => {
        stop.current?.abort();
        onClose();
      }}
    >
      <Progress
        label={say('scanning:importing', done)}
        {...(files.length > 1 && !mode && { value: done.done, max: done.total })}
      />
    </Modal>
  );
}

interface HowDialogProps {
  count: number;
  onClose: () => void;
  onHow: (together: boolean) => void;
}

function HowDialog({ count, onClose, onHow }: HowDialogProps) {
  const say = useSay();
  return (
    <Modal
      title={say('scanning:howTitle', { n: count })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={() => onHow(true)}>{say('scanning:together')}</Button>
          <Button look="main" data-first onClick={() => onHow(false)}>
            {say('scanning:each')}
          </Button>
        </>
      }
    >
      <p>{say('scanning:howText')}</p>
    </Modal>
  );
}
