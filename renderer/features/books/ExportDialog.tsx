import { useState } from 'react';
import { ActionButton } from '../../app/ActionButton.tsx';
import { countText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';
import { type ListFormat, listFormats, saveList } from './save-list.ts';

/** The agenda list as a table, in the order in which it stands there. */
export default function ExportDialog({
  rows,
  onClose,
}: {
  rows: Uint32Array;
  onClose: () => void;
}) {
  const say = useSay();
  const language = useLanguage();
  const [format, setFormat] = useState<ListFormat>('xlsx');
  const [error, setError] = useState<unknown>(null);
  async function save() {
    setError(null);
    try {
      const done = await saveList([...rows], format, say);
      if (done === null) return;
      const n = countText(done.rows, language);
      notify({ text: say('books:exported', { n, path: done.path }), look: 'done' });
      onClose();
    } catch (failure) {
      setError(failure);
    }
  }
  return (
    <Modal
      title={say('books:exportTitle')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={say('letters:chooseWhere')}
          disabled={rows.length === 0}
          onRun={() => void save()}
        />
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <p>{say('books:exportText', { n: countText(rows.length, language) })}</p>
      <Choice
        label={say('books:format')}
        options={listFormats}
        value={format}
        onChoose={setFormat}
      />
    </Modal>
  );
}
