import { useState } from 'react';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import { readDay } from '../../../shared/domain/dates.ts';
import { isBelow } from '../../../shared/domain/office/holding.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { BulkModal } from '../../app/BulkModal.tsx';
import { countText, dayText, today } from '../../app/days.ts';
import { notify } from '../../app/notices.ts';
import { remembered } from '../../app/store.ts';
import { useBulk } from '../../app/useBulk.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { CheckList } from './CheckList.tsx';
import { GiverField } from './GiverField.tsx';
import { leaders } from './positions.ts';
import { receiverItems } from './receiver-items.ts';
import { chosenOf, toggled } from './summary.ts';

interface DisposeManyProps {
  letters: number[];
  office: Office;
  /** Whose tasks are disposed further; null: a first disposition on each. */
  giver: string | null;
  onDone: (done: BulkDone) => void;
  onClose: () => void;
}

type Keys = ReadonlySet<string>;
const none: Keys = new Set();

/** The same disposition on each of many letters. */
export function DisposeMany({ letters, office, giver, onDone, onClose }: DisposeManyProps) {
  const say = useSay();
  const language = useLanguage();
  const bulk = useBulk();
  const { positions, instructions } = office;
  const givers = giver ? positions.filter(({ key }) => key === giver) : leaders(positions);
  const last = remembered('disposer', { key: '' }).key;
  const first = givers.find(({ key }) => key === last) ?? givers[0];
  const [input, setInput] = useState({
    from: first?.key ?? '',
    to: none,
    instructions: none,
    note: '',
    due: '',
  });
  const set = (change: Partial<typeof input>) => setInput((now) => ({ ...now, ...change }));
  const { from, note } = input;
  const due = input.due.trim() === '' ? null : readDay(input.due, today());
  const wrongDue = due === null && input.due.trim() !== '';

  async function submit() {
    const done = await bulk.run('bulk.dispose', {
      letters,
      from,
      to: chosenOf(positions, input.to).map(({ key }) => key),
      instructions: chosenOf(instructions, input.instructions).map(({ key }) => key),
      note,
      due,
    });
    if (!done) return;
    if (done.done > 0)
      notify({ text: say('bulk:disposed', { n: countText(done.done, language) }), look: 'done' });
    onDone(done);
  }

  return (
    <BulkModal
      title={say('bulk:disposeTitle', { n: countText(letters.length, language) })}
      submit={say('dispositions:give')}
      bulk={bulk}
      ready={input.to.size > 0 && from !== '' && !wrongDue}
      wide
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <GiverField
        positions={givers}
        value={from}
        onChange={(key) => set({ from: key, to: none })}
      />
      <div className="bulk-lists">
        <CheckList
          label={say('dispositions:to')}
          filterLabel={say('dispositions:filterPositions')}
          autoFocus
          items={receiverItems(
            office,
            say('office:vacant'),
            (key) => key === from || (giver !== null && !isBelow(office, key, from)),
          )}
          chosen={input.to}
          onToggle={(key) => set({ to: toggled(input.to, key) })}
        />
        <CheckList
          label={say('dispositions:instructions')}
          filterLabel={say('dispositions:filterInstructions')}
          items={instructions.map(({ key, text }) => ({
            key,
            text,
            aside: '',
            depth: 0,
            disabled: false,
          }))}
          chosen={input.instructions}
          onToggle={(key) => set({ instructions: toggled(input.instructions, key) })}
        />
      </div>
      <div className="dispose-last">
        <Field label={say('dispositions:note')}>
          {(tied) => (
            <textarea
              {...tied}
              className="input"
              rows={2}
              maxLength={4000}
              value={note}
              onChange={(event) => set({ note: event.target.value })}
            />
          )}
        </Field>
        <Field
          label={say('dispositions:due')}
          aside={dayText(due, language)}
          wrong={wrongDue ? say('wrong:notADay') : undefined}
        >
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="text"
              placeholder={say('letters:dayHint')}
              value={input.due}
              onChange={(event) => set({ due: event.target.value })}
            />
          )}
        </Field>
      </div>
    </BulkModal>
  );
}
