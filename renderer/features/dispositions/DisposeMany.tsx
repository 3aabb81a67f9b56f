import { useState } from 'react';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import { isBelow } from '../../../shared/domain/office/holding.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { BulkModal } from '../../app/BulkModal.tsx';
import { countText } from '../../app/days.ts';
import { notify } from '../../app/notices.ts';
import { remembered } from '../../app/remembered.ts';
import { useBulk } from '../../app/useBulk.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { CheckList } from './CheckList.tsx';
import { GiverField } from './GiverField.tsx';
import { dueOf, NoteAndDue } from './NoteAndDue.tsx';
import { CopyList, InstructionList } from './OrderLists.tsx';
import { leaders } from './positions.ts';
import './routing.css';
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
    copies: none,
    instructions: none,
    note: '',
    due: '',
  });
  const set = (change: Partial<typeof input>) => setInput((now) => ({ ...now, ...change }));
  const { from, note } = input;
  const { due, wrongDue } = dueOf(input.due);

  async function submit() {
    const done = await bulk.run('bulk.dispose', {
      letters,
      from,
      to: chosenOf(positions, input.to).map(({ key }) => key),
      copies: chosenOf(positions, input.copies)
        .map(({ key }) => key)
        .filter((key) => !input.to.has(key)),
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
        onChange={(key) => set({ from: key, to: none, copies: none })}
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
        <div className="dispose-more">
          <InstructionList
            office={office}
            chosen={input.instructions}
            onToggle={(key) => set({ instructions: toggled(input.instructions, key) })}
          />
          <CopyList
            office={office}
            from={from}
            to={input.to}
            chosen={input.copies}
            onToggle={(key) => set({ copies: toggled(input.copies, key) })}
          />
        </div>
      </div>
      <NoteAndDue note={note} due={input.due} onChange={set} />
    </BulkModal>
  );
}
