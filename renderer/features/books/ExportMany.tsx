import { useState } from 'react';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import { ask } from '../../app/api.ts';
import { BulkModal } from '../../app/BulkModal.tsx';
import { countText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useBulk } from '../../app/useBulk.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';
import { type ListFormat, listFormats, saveList } from './save-list.ts';

interface ExportManyProps {
  letters: number[];
  onDone: (done: BulkDone) => void;
  onClose: () => void;
}

type What = 'stamped' | 'original' | 'sheet' | ListFormat;
const isList = (what: What): what is ListFormat => listFormats.some(({ value }) => value === what);

/** Many letters' files into a folder, or the list of them as one file. */
export function ExportMany({ letters, onDone, onClose }: ExportManyProps) {
  const say = useSay();
  const language = useLanguage();
  const bulk = useBulk();
  const [what, setWhat] = useState<What>('stamped');
  const [error, setError] = useState<unknown>(null);
  const n = (count: number) => countText(count, language);

  async function save() {
    setError(null);
    try {
      if (isList(what)) {
        const saved = await saveList(letters, what, say);
        if (!saved) return;
        notify({
          text: say('books:exported', { n: n(saved.rows), path: saved.path }),
          look: 'done',
        });
        onDone({ done: saved.rows, left: [], rest: 0, stopped: null });
        return;
      }
      const folder = await ask('window.chooseFolder', {});
      if (folder === null) return;
      const done = await bulk.run('bulk.export', { letters, what, folder });
      if (!done) return;
      if (done.done > 0)
        notify({ text: say('bulk:exported', { n: n(done.done), folder }), look: 'done' });
      onDone(done);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <BulkModal
      title={say('bulk:exportTitle', { n: n(letters.length) })}
      submit={say('letters:chooseWhere')}
      bulk={bulk}
      ready
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <Choice
        label={say('bulk:files')}
        options={[
          { value: 'stamped', label: say('saveAs:stamped'), letter: 'b' },
          { value: 'original', label: say('saveAs:original'), letter: 'a' },
          { value: 'sheet', label: say('saveAs:sheet'), letter: 'l' },
        ]}
        value={what}
        onChoose={setWhat}
      />
      <Choice label={say('bulk:list')} options={listFormats} value={what} onChoose={setWhat} />
      <p className="soft">{say(isList(what) ? 'bulk:listText' : 'bulk:filesText')}</p>
    </BulkModal>
  );
}
