import { useState } from 'react';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';

type What = 'stamped' | 'original' | 'sheet';

/** Asks where to, and makes the file there. Null when the person changed their mind. */
export async function saveLetter(
  { id, agenda }: Letter,
  what: What,
  word: string,
  sheetSize: 'A4' | 'A5' = 'A4',
): Promise<string | null> {
  const suggestedName = `${agenda.book}-${agenda.year}-${agenda.number}-${word}.pdf`;
  const out = await ask('window.saveFile', { suggestedName, kind: 'pdf' });
  if (out === null) return null;
  return (await ask('letters.export', { letter: id, what, sheetSize, out })).path;
}

/** One of a letter's files, saved where the person wants it. */
export function SaveAs({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const say = useSay();
  const [what, setWhat] = useState<What>(letter.document ? 'stamped' : 'sheet');
  const [error, setError] = useState<unknown>(null);
  const choices = letter.document
    ? ([
        { value: 'stamped', letter: 'b' },
        { value: 'original', letter: 'a' },
        { value: 'sheet', letter: 'l' },
      ] as const)
    : ([{ value: 'sheet', letter: 'l' }] as const);
  async function save() {
    setError(null);
    try {
      const path = await saveLetter(letter, what, say(`files:${what}`));
      if (path === null) return;
      notify({ text: say('letters:savedAs', { path }), look: 'done' });
      onClose();
    } catch (failure) {
      setError(failure);
    }
  }
  return (
    <Modal
      title={say('letters:saveAsTitle')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={say('letters:chooseWhere')}
          onRun={() => void save()}
        />
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <Choice
        label={say('letters:saveAsWhat')}
        options={choices.map((one) => ({ ...one, label: say(`saveAs:${one.value}`) }))}
        value={what}
        onChoose={setWhat}
      />
      <p className="soft">{say(`saveAsText:${what}`)}</p>
    </Modal>
  );
}
