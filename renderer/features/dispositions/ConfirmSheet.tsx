import { useState } from 'react';
import type { BoxRead, ReadSheet } from '../../../shared/contract/sheet-reading.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { branches } from '../../app/position-tree.ts';
import { useAsk } from '../../app/queries.ts';
import { remember, remembered } from '../../app/remembered.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { CheckList } from './CheckList.tsx';
import { GiverField } from './GiverField.tsx';
import { NoteCrop } from './NoteCrop.tsx';
import { dueOf, NoteAndDue } from './NoteAndDue.tsx';
import { InstructionList } from './OrderLists.tsx';
import { leaders } from './positions.ts';
import { chosenOf, toggled } from './summary.ts';
import { Unsure } from './Unsure.tsx';

interface ConfirmSheetProps {
  sheet: ReadSheet;
  office: Office;
  onGiven: () => void;
  onAside: () => void;
}

const stateWords = {
  given: 'sheets:givenState',
  repeated: 'sheets:repeated',
  cancelled: 'sheets:cancelled',
} as const;

const same = (one: BoxRead, other: BoxRead) => one.group === other.group && one.key === other.key;

/** What was read off one sheet, to be put right and confirmed. */
export function ConfirmSheet({ sheet, office, onGiven, onAside }: ConfirmSheetProps) {
  const say = useSay();
  const letter = useAsk('letters.get', { letter: sheet.letter });
  const leading = leaders(office.positions);
  const [input, setInput] = useState(() => ({
    from: firstLeader(leading, sheet),
    to: new Set(sheet.to) as ReadonlySet<string>,
    instructions: new Set(sheet.instructions) as ReadonlySet<string>,
    open: sheet.unsure as readonly BoxRead[],
    note: '',
    due: '',
  }));
  const set = (change: Partial<typeof input>) => setInput((now) => ({ ...now, ...change }));
  const { due, wrongDue } = dueOf(input.due);
  const to = chosenOf(office.positions, input.to);
  const instructions = chosenOf(office.instructions, input.instructions);
  const give = useCommand('dispositions.give', {
    onDone: () => {
      remember('disposer', { key: input.from });
      onGiven();
    },
    onRefused: () => undefined,
  });

  function answer(box: BoxRead, yes: boolean) {
    const list = box.group === 'position' ? 'to' : 'instructions';
    const next = new Set(input[list]);
    if (yes) next.add(box.key);
    else next.delete(box.key);
    set({ [list]: next, open: input.open.filter((one) => !same(one, box)) });
  }

  const ready =
    sheet.state === 'ready' && input.open.length === 0 && to.length > 0 && !wrongDue && input.from;

  function confirm() {
    if (!ready || give.isPending) return;
    give.mutate({
      letter: sheet.letter,
      from: input.from,
      to: to.map(({ key }) => key),
      instructions: instructions.map(({ key }) => key),
      note: input.note,
      due,
      paper: sheet.paper,
    });
  }

  const known = letter.data?.letter;
  return (
    <section className="side confirm-sheet" aria-label={say('sheets:confirmTitle')}>
      <header className="side-head">
        <h1>{sheet.agenda}</h1>
        <span className="dispose-letter" title={known?.fields.subject}>
          {known && `${known.fields.sender} · ${known.fields.subject}`}
        </span>
      </header>
      <div className="side-body">
        <div>
          {sheet.state !== 'ready' && (
            <Message look="alarm">{say(stateWords[sheet.state])}</Message>
          )}
          {sheet.missing.length > 0 && (
            <Message look="alarm">
              {say('sheets:missing', { pages: sheet.missing.join(', ') })}
            </Message>
          )}
          {give.error && <Message look="alarm">{explain(say, give.error)}</Message>}
          <Unsure boxes={input.open} office={office} onAnswer={answer} />
          <GiverField
            positions={leading}
            value={input.from}
            onChange={(key) => set({ from: key })}
          />
        </div>
        <div className="dispose-lists">
          <CheckList
            label={say('dispositions:to')}
            filterLabel={say('dispositions:filterPositions')}
            items={branches(office.positions).map(({ position, depth }) => ({
              key: position.key,
              text: position.title,
              aside: '',
              depth,
              disabled: position.key === input.from,
            }))}
            chosen={input.to}
            onToggle={(key) => set({ to: toggled(input.to, key) })}
          />
          <InstructionList
            office={office}
            chosen={input.instructions}
            onToggle={(key) => set({ instructions: toggled(input.instructions, key) })}
          />
        </div>
        <NoteCrop paper={sheet.paper} />
        <NoteAndDue
          note={input.note}
          due={input.due}
          rows={1}
          noteHint={say('sheets:noteHint')}
          onChange={set}
        />
      </div>
      <footer className="side-foot">
        <span className="soft">
          {input.open.length > 0
            ? say('sheets:answerFirst', { n: input.open.length })
            : to.length === 0 && say('dispositions:toWhom')}
        </span>
        <span className="push" />
        <ActionButton action="aside" look="quiet" onRun={onAside} />
        <ActionButton
          action="submit"
          look="main"
          label={say('sheets:confirm')}
          disabled={!ready || give.isPending}
          onRun={confirm}
        />
      </footer>
    </section>
  );
}

/** Who disposed last, unless the sheet names that very position. */
function firstLeader(leading: ReturnType<typeof leaders>, sheet: ReadSheet): string {
  const last = remembered('disposer', { key: '' }).key;
  const possible = leading.filter(({ key }) => !sheet.to.includes(key));
  return (possible.find(({ key }) => key === last) ?? possible[0])?.key ?? '';
}
