import { useState } from 'react';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { explain } from '../../app/errors.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Message } from '../../ui/Message.tsx';

interface AttachedProps {
  documents: PreparedDocument[];
  onChange: (documents: PreparedDocument[]) => void;
}

/** The papers that go with a report; each is safe in the archive as soon as it is named here. */
export function Attached({ documents, onChange }: AttachedProps) {
  const say = useSay();
  const [running, setRunning] = useState(false);
  const [errors, setErrors] = useState<unknown[]>([]);
  async function add() {
    setErrors([]);
    setRunning(true);
    try {
      const files = await ask('window.chooseFiles', { kinds: ['letters'], multiple: true });
      if (files.length === 0) return;
      const answer = await ask('scanning.import', { files });
      const known = new Set(documents.map(({ sha256 }) => sha256));
      const fresh = answer.documents.map(({ sha256, pages, bytes, name }) => ({
        sha256,
        pages,
        bytes,
        name,
      }));
      onChange([...documents, ...fresh.filter(({ sha256 }) => !known.has(sha256))]);
      setErrors(answer.refused.map(({ error }) => error));
    } catch (error) {
      setErrors([error]);
    } finally {
      setRunning(false);
    }
  }
  function remove(sha256: string) {
    onChange(documents.filter((one) => one.sha256 !== sha256));
  }
  return (
    <div>
      {errors.map((error) => (
        <Message key={explain(say, error)} look="alarm">
          {explain(say, error)}
        </Message>
      ))}
      <ul className="attached">
        {documents.map(({ sha256, name, pages }) => (
          <li key={sha256}>
            <span>{`${name} (${say('pages:count', { n: pages })})`}</span>
            <Button
              look="quiet"
              aria-label={say('routing:detach', { name })}
              onClick={() => remove(sha256)}
            >
              {say('office:remove')}
            </Button>
          </li>
        ))}
      </ul>
      <ActionButton action="attach" disabled={running} onRun={() => void add()} />
    </div>
  );
}
