import { useState } from 'react';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import { holderOn } from '../../../shared/domain/office/holding.ts';
import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';
import { positionOf, type Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { branches } from '../../app/position-tree.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { involvedIn, possibleActs, type AskedAct } from './acts.ts';
import { Attached } from './Attached.tsx';
import { CheckList, type CheckItem } from './CheckList.tsx';
import { nowText, toggled } from './summary.ts';

interface ActDialogProps {
  letter: Letter;
  one: Disposition;
  receiver: string;
  office: Office;
  act: AskedAct;
  /** The positions that may be acted in; all that the step allows where none are named. */
  as?: readonly string[];
  onClose: () => void;
}

const needsText: ReadonlySet<AskedAct> = new Set(['followUp', 'return', 'recall', 'reopen']);

/** One step on the letter's way: by whom, with what words. */
export function ActDialog({ letter, one, receiver, office, act, as, onClose }: ActDialogProps) {
  const say = useSay();
  const possible = possibleActs(letter, one, receiver).find((each) => each.act === act)?.by ?? [];
  const by = possible.filter((key) => as?.includes(key) ?? true);
  const [position, setPosition] = useState(by[0] ?? receiver);
  const [text, setText] = useState('');
  const [to, setTo] = useState<ReadonlySet<string>>(new Set());
  const [attached, setAttached] = useState<PreparedDocument[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);
  const ready =
    !running && (!needsText.has(act) || text.trim() !== '') && (act !== 'forward' || to.size > 0);

  async function submit() {
    setRunning(true);
    setError(null);
    try {
      await send({
        letter,
        one,
        receiver,
        act,
        position,
        text: text.trim(),
        to: [...to],
        attached,
      });
      notify({ text: say(`acted:${act}`), look: 'done' });
      onClose();
    } catch (failure) {
      setError(failure);
      setRunning(false);
    }
  }

  return (
    <Modal
      title={say(`actTitles:${act}`)}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look={act === 'recall' || act === 'return' ? 'alarm' : 'main'}
          label={say(`actTitles:${act}`)}
          disabled={!ready}
          onRun={() => void submit()}
        />
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <p className="soft">{say(`actTexts:${act}`)}</p>
      <Field label={say('routing:actingAs')}>
        {(tied) => (
          <select
            {...tied}
            className="input"
            value={position}
            onChange={(event) => setPosition(event.target.value)}
          >
            {by.map((key) => {
              const now = positionOf(office, key);
              return (
                <option key={key} value={key}>
                  {now ? nowText(now) : key}
                </option>
              );
            })}
          </select>
        )}
      </Field>
      {act === 'forward' && (
        <div className="forward-to">
          <CheckList
            label={say('dispositions:to')}
            filterLabel={say('dispositions:filterPositions')}
            autoFocus
            items={receivers(office, involvedIn(letter, one), say('office:vacant'))}
            chosen={to}
            onToggle={(key) => setTo(toggled(to, key))}
          />
        </div>
      )}
      <Field label={say(`actWords:${act}`)}>
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            rows={act === 'followUp' ? 4 : 2}
            maxLength={act === 'followUp' ? 10_000 : 1000}
            {...(act !== 'forward' && { 'data-first': true })}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      {act === 'followUp' && <Attached documents={attached} onChange={setAttached} />}
    </Modal>
  );
}

function receivers(office: Office, involved: Set<string>, vacant: string): CheckItem[] {
  return branches(office.positions).map(({ position, depth }) => {
    const holder = holderOn(position, today());
    return {
      key: position.key,
      text: position.title,
      aside: holder ? holder.name : `(${vacant})`,
      depth,
      disabled: holder === null || involved.has(position.key),
    };
  });
}

interface Sent {
  letter: Letter;
  one: Disposition;
  receiver: string;
  act: AskedAct;
  position: string;
  text: string;
  to: string[];
  attached: PreparedDocument[];
}

function send({ letter, one, receiver, act, position, text, to, attached }: Sent) {
  const base = { letter: letter.id, position, disposition: one.id };
  const reason = text;
  switch (act) {
    case 'followUp':
      return ask('dispositions.followUp', { ...base, text, attachments: attached });
    case 'forward':
      return ask('dispositions.forward', { ...base, to, note: text });
    case 'return':
      return ask('dispositions.return', { ...base, reason });
    case 'recall':
      return ask('dispositions.recall', { ...base, reason });
    case 'reopen':
      return ask('dispositions.reopen', {
        ...base,
        reason,
        ...(one.closed === null && { task: receiver }),
      });
    default: {
      const as = position === receiver ? 'receiver' : 'giver';
      return ask('dispositions.complete', { ...base, as, note: text });
    }
  }
}
