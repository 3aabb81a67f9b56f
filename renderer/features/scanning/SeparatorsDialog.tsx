import { useState } from 'react';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';

interface SeparatorsDialogProps {
  books: { key: string; title: string }[];
  onClose: () => void;
}

/** Sheets to lay between the letters of a pile. */
export function SeparatorsDialog({ books, onClose }: SeparatorsDialogProps) {
  const say = useSay();
  const [book, setBook] = useState<string | null>(null);
  const [copies, setCopies] = useState(10);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  /** @param work gives what to say, or null when the person changed their mind */
  async function run(work: () => Promise<string | null>) {
    setBusy(true);
    setError(null);
    try {
      const text = await work();
      if (text === null) return;
      notify({ text, look: 'done' });
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  async function print() {
    const { path } = await ask('scanning.separators', { book, copies });
    return say(`sheet:${(await ask('window.print', { path })).how}`);
  }

  async function save() {
    const suggestedName = `${[say('batch:sheetsFile'), ...(book ? [book] : [])].join('-')}.pdf`;
    const out = await ask('window.saveFile', { suggestedName, kind: 'pdf' });
    if (out === null) return null;
    const { path } = await ask('scanning.saveSeparators', { book, copies, out });
    return say('letters:savedAs', { path });
  }

  return (
    <Modal
      title={say('batch:separatorsTitle')}
      onClose={onClose}
      foot={
        <>
          <ActionButton
            action="save"
            label={say('batch:saveSheets')}
            disabled={busy}
            onRun={() => void run(save)}
          />
          <ActionButton action="print" look="main" disabled={busy} onRun={() => void run(print)} />
        </>
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <p>{say('batch:separatorsText')}</p>
      <div className="pair">
        <Field label={say('batch:separatorsBook')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              data-first
              value={book ?? ''}
              onChange={(event) => setBook(event.target.value || null)}
            >
              <option value="">{say('batch:anyBook')}</option>
              {books.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say('batch:copies')}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="number"
              min={1}
              max={200}
              value={copies}
              onChange={(event) => {
                const typed = Math.round(event.target.valueAsNumber);
                if (!Number.isNaN(typed)) setCopies(Math.min(200, Math.max(1, typed)));
              }}
            />
          )}
        </Field>
      </div>
    </Modal>
  );
}
