import { useState } from 'react';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ask } from '../../app/api.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useSay } from '../../app/words.ts';

/** Gives a document to a letter that was registered without one. */
export function useAttach(letter: Letter) {
  const say = useSay();
  const [running, setRunning] = useState(false);
  async function attach() {
    const files = await ask('window.chooseFiles', { kinds: ['letters'], multiple: false });
    if (files.length === 0) return;
    const { documents, refused } = await ask('scanning.import', { files });
    const document = documents[0];
    if (!document) throw refused[0]?.error ?? new Error('import');
    await ask('letters.attach', { letter: letter.id, document });
    notify({ text: say('letters:attached', { name: document.name }), look: 'done' });
  }
  async function run() {
    setRunning(true);
    try {
      await attach();
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    } finally {
      setRunning(false);
    }
  }
  return { running, run: () => void run() };
}
