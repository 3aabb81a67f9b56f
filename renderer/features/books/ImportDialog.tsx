import { useState } from 'react';
import type { BookPreview, Fate, ImportDone } from '../../../shared/contract/books.ts';
import type { Book } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { countText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Select } from '../../ui/Select.tsx';
import { Fates } from './Fates.tsx';
import './books.css';

interface ImportDialogProps {
  books: Book[];
  book: string | null;
  onClose: () => void;
}

const order = ['new', 'again', 'known', 'taken', 'twice', 'wrong'] as const satisfies Fate[];

/** An agenda book comes in from a table: what becomes of each row is shown before. */
export default function ImportDialog({ books, book: first, onClose }: ImportDialogProps) {
  const say = useSay();
  const language = useLanguage();
  const [book, setBook] = useState(first ?? books[0]?.key ?? 'masuk');
  const [file, setFile] = useState<string | null>(null);
  const [preview, setPreview] = useState<BookPreview | null>(null);
  const [done, setDone] = useState<ImportDone | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);

  async function run(work: () => Promise<void>) {
    setRunning(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      setError(failure);
    } finally {
      setRunning(false);
    }
  }

  const look = (path: string, key: string) =>
    run(async () => {
      setPreview(null);
      setPreview(await ask('books.preview', { file: path, book: key }));
    });

  const choose = () =>
    run(async () => {
      const kinds = ['xlsx' as const, 'csv' as const];
      const [path] = await ask('window.chooseFiles', { kinds, multiple: false });
      if (path === undefined) return;
      setFile(path);
      setPreview(await ask('books.preview', { file: path, book }));
    });

  const bring = () =>
    run(async () => {
      if (!preview || file === null) return;
      setDone(await ask('books.import', { file, book, sha256: preview.sha256 }));
    });

  const undo = () =>
    run(async () => {
      if (!done) return;
      const { cancelled } = await ask('books.undoImport', { import: done.import });
      const n = countText(cancelled, language);
      notify({ text: say('books:undone', { n }), look: 'done' });
      onClose();
    });

  const coming = preview ? preview.counts.new + preview.counts.again : 0;
  return (
    <Modal
      title={say('books:importTitle')}
      wide
      onClose={onClose}
      closeText={say('common:close')}
      foot={
        done ? (
          <ActionButton
            action="undoPlace"
            look="alarm"
            label={say('books:undo')}
            disabled={running}
            onRun={() => void undo()}
          />
        ) : (
          <>
            <ActionButton
              action="attach"
              label={say('books:choose')}
              disabled={running}
              onRun={() => void choose()}
            />
            <ActionButton
              action="submit"
              look="main"
              label={say('books:bring', { n: countText(coming, language) })}
              disabled={running || coming === 0}
              onRun={() => void bring()}
            />
          </>
        )
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      {done ? (
        <Message look="done">
          {say('books:imported', {
            n: countText(done.imported, language),
            left: countText(done.left, language),
          })}
        </Message>
      ) : (
        <>
          <p className="soft">{say('books:importText')}</p>
          <Select
            label={say('letters:book')}
            value={book}
            options={books.map(({ key, title }) => [key, title])}
            onChange={(chosen) => {
              setBook(chosen);
              if (file !== null) void look(file, chosen);
            }}
          />
          {running && <Progress label={say('books:looking')} />}
          {preview && (
            <>
              <ul className="fate-counts">
                {order
                  .filter((fate) => preview.counts[fate] > 0)
                  .map((fate) => (
                    <li key={fate} className={`fate ${fate}`}>
                      {`${say(`fates:${fate}`)}: ${countText(preview.counts[fate], language)}`}
                    </li>
                  ))}
              </ul>
              {preview.unknown.length > 0 && (
                <Message look="leaf">
                  {say('books:unknownColumns', { columns: preview.unknown.join(', ') })}
                </Message>
              )}
              <Fates rows={preview.rows} />
            </>
          )}
        </>
      )}
    </Modal>
  );
}
