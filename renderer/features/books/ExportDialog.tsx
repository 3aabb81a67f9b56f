import { useState } from 'react';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { countText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';

/** The agenda list as a table, in the order in which it stands there. */
export function ExportDialog({ rows, onClose }: { rows: Uint32Array; onClose: () => void }) {
  const say = useSay();
  const language = useLanguage();
  const [format, setFormat] = useState<'xlsx' | 'csv' | 'pdf'>('xlsx');
  const [error, setError] = useState<unknown>(null);
  async function save() {
    setError(null);
    try {
      const suggestedName = `${say('books:fileName')}-${today()}.${format}`;
      const out = await ask('window.saveFile', { suggestedName, kind: format });
      if (out === null) return;
      const done = await ask('books.export', { rows: [...rows], format, out });
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
        options={[
          { value: 'xlsx', label: 'XLSX', letter: 'x' },
          { value: 'csv', label: 'CSV', letter: 'c' },
          { value: 'pdf', label: 'PDF', letter: 'p' },
        ]}
        value={format}
        onChoose={setFormat}
      />
    </Modal>
  );
}
