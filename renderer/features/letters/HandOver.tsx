import { useState } from 'react';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { holderOn } from '../../../shared/domain/office/holding.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { momentText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { pictureAddress } from '../../ui/pictures.ts';
import { SignaturePad } from '../../ui/SignaturePad.tsx';
import type { PaperAct } from './PaperDialog.tsx';

interface HandOverInput {
  to: string;
  receiver: string;
  /** Drawn on the pad, or a photo; a photo counts where there are both. */
  drawn: string | null;
  photo: PreparedDocument | null;
}

interface HandOver {
  input: HandOverInput;
  set: (change: Partial<HandOverInput>) => void;
  act: PaperAct;
}

/** Who takes the paper: first whoever the letter was disposed to and has not taken it yet. */
export function useHandOver(letter: Letter, office: Office): HandOver {
  const say = useSay();
  const taken = new Set(letter.handovers.map(({ to }) => to.key));
  const due = letter.dispositions
    .filter(({ recalled }) => !recalled)
    .flatMap(({ to }) => to.map(({ key }) => key))
    .find((key) => !taken.has(key));
  const [input, setInput] = useState<HandOverInput>({
    to: due ?? office.positions[0]?.key ?? '',
    receiver: '',
    drawn: null,
    photo: null,
  });
  const receiver = input.receiver.trim();
  async function run() {
    const { to, drawn, photo } = input;
    const signed = photo ? { signature: photo } : { drawn };
    await ask('letters.handOver', { letter: letter.id, to, receiver, ...signed });
    return say('onPaper:handedOver', { receiver });
  }
  return {
    input,
    set: (change) => setInput((now) => ({ ...now, ...change })),
    act: {
      label: say('onPaper:handOver'),
      run: receiver === '' || input.to === '' ? null : run,
    },
  };
}

export function HandOverFields({
  letter,
  office,
  input,
  set,
}: Omit<HandOver, 'act'> & { letter: Letter; office: Office }) {
  const say = useSay();
  const [wiped, setWiped] = useState(0);
  const holder = office.positions.find(({ key }) => key === input.to);
  const name = holder ? (holderOn(holder, today())?.name ?? '') : '';
  async function choosePhoto() {
    try {
      const files = await ask('window.chooseFiles', { kinds: ['pictures'], multiple: false });
      if (files.length === 0) return;
      const { documents, refused } = await ask('scanning.import', { files });
      if (!documents[0]) throw refused[0]?.error ?? new Error('import');
      const { sha256, pages, bytes, name: title } = documents[0];
      set({ photo: { sha256, pages, bytes, name: title } });
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    }
  }
  return (
    <>
      <div className="paper-two">
        <Field label={say('onPaper:to')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={input.to}
              onChange={(event) => set({ to: event.target.value })}
            >
              {office.positions.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say('onPaper:receiver')}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="text"
              maxLength={200}
              data-first
              placeholder={name}
              value={input.receiver}
              onChange={(event) => set({ receiver: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="field">
        <div className="field-label">
          <span>{say('onPaper:sign')}</span>
          <span className="field-aside">{say('onPaper:signAside')}</span>
        </div>
        {input.photo ? (
          <img
            className="paper-photo"
            src={pictureAddress(input.photo.sha256, 1, 720)}
            alt={say('onPaper:signature')}
          />
        ) : (
          <SignaturePad
            key={wiped}
            label={say('onPaper:sign')}
            onDrawn={(drawn) => set({ drawn })}
          />
        )}
        <div className="paper-beside">
          <ActionButton
            action="attach"
            label={say('onPaper:photo')}
            onRun={() => void choosePhoto()}
          />
          <Button
            look="quiet"
            disabled={!input.drawn && !input.photo}
            onClick={() => {
              set({ drawn: null, photo: null });
              setWiped(wiped + 1);
            }}
          >
            {say('onPaper:wipe')}
          </Button>
        </div>
      </div>
      <Handovers letter={letter} />
    </>
  );
}

/** Who took the paper before, with their initials. */
function Handovers({ letter }: { letter: Letter }) {
  const say = useSay();
  const language = useLanguage();
  if (letter.handovers.length === 0) return null;
  return (
    <ul className="paper-handovers" aria-label={say('onPaper:before')}>
      {letter.handovers.map(({ at, to, receiver, signature }) => (
        <li key={at}>
          <span>{`${momentText(at, language)} · ${to.title} · ${receiver}`}</span>
          {signature && (
            <img
              src={pictureAddress(signature.sha256, 1, 240)}
              alt={say('onPaper:signatureOf', { receiver })}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
