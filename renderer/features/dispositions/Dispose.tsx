import { useState } from 'react';
import { readDay } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { branches } from '../../app/position-tree.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { remember, remembered } from '../../app/store.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { CheckList } from './CheckList.tsx';
import { leaders } from './positions.ts';
import { chosenOf, nowText } from './summary.ts';

interface DisposeProps {
  letter: Letter;
  office: Office;
  onGiven: () => void;
  onLeave: () => void;
}

const toggled = (chosen: ReadonlySet<string>, key: string) => {
  const next = new Set(chosen);
  if (!next.delete(key)) next.add(key);
  return next;
};

/** What the leader wants done, by whom, until when. */
export function Dispose({ letter, office, onGiven, onLeave }: DisposeProps) {
  const say = useSay();
  const language = useLanguage();
  const [input, setInput] = useState(() => firstInput(office));
  const [checked, setChecked] = useState(false);
  const set = (change: Partial<typeof input>) => setInput((now) => ({ ...now, ...change }));
  const due = input.due.trim() === '' ? null : readDay(input.due, today());
  const wrongDue = due === null && input.due.trim() !== '';
  const to = chosenOf(office.positions, input.to);
  const instructions = chosenOf(office.instructions, input.instructions);
  const give = useCommand('dispositions.give', {
    onDone: () => {
      remember('disposer', { key: input.from });
      onGiven();
    },
    onRefused: () => undefined,
  });
  const leaving = leaders(office.positions);
  const from = leaving.find(({ key }) => key === input.from);

  function submit() {
    setChecked(true);
    if (!from || to.length === 0 || wrongDue || give.isPending) return;
    give.mutate({
      letter: letter.id,
      from: from.key,
      to: to.map(({ key }) => key),
      instructions: instructions.map(({ key }) => key),
      note: input.note,
      due,
    });
  }
  useAction('back', onLeave);
  const { agenda, fields } = letter;

  return (
    <section className="side dispose" aria-label={say('dispositions:give')}>
      <header className="side-head">
        <h1>{say('dispositions:title')}</h1>
        <span className="dispose-letter" title={fields.subject}>
          {`${agenda.number}/${agenda.year} · ${fields.sender} · ${fields.subject}`}
        </span>
      </header>
      <div className="side-body">
        <div>
          {give.error && <Message look="alarm">{explain(say, give.error)}</Message>}
          {checked && to.length === 0 && (
            <Message look="alarm">{say('dispositions:toWhom')}</Message>
          )}
          <Field label={say('dispositions:from')}>
            {(tied) => (
              <select
                {...tied}
                className="input"
                value={input.from}
                onChange={(event) => set({ from: event.target.value })}
              >
                {leaving.map((position) => (
                  <option key={position.key} value={position.key}>
                    {nowText(position)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className="dispose-lists">
          <CheckList
            label={say('dispositions:to')}
            filterLabel={say('dispositions:filterPositions')}
            autoFocus
            items={branches(office.positions).map(({ position, depth }) => ({
              key: position.key,
              text: position.title,
              aside: position.holder ? nameOf(position.holder) : `(${say('office:vacant')})`,
              depth,
              disabled: position.holder === null || position.key === input.from,
            }))}
            chosen={input.to}
            onToggle={(key) => set({ to: toggled(input.to, key) })}
          />
          <CheckList
            label={say('dispositions:instructions')}
            filterLabel={say('dispositions:filterInstructions')}
            items={office.instructions.map(({ key, text }) => ({
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
                value={input.note}
                onChange={(event) => set({ note: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={say('dispositions:due')}
            aside={dayText(due, language)}
            wrong={wrongDue && checked ? say('wrong:notADay') : undefined}
          >
            {(tied) => (
              <input
                {...tied}
                className="input"
                type="text"
                placeholder={say('letters:dayHint')}
                value={input.due}
                onChange={(event) => set({ due: event.target.value })}
                onBlur={() => due && set({ due: dayText(due, language) })}
              />
            )}
          </Field>
        </div>
        <p className="dispose-summary" role="status">
          {to.length === 0 || !from
            ? say('dispositions:summaryEmpty')
            : say('dispositions:summary', {
                from: nowText(from),
                to: to.map(nowText).join('; '),
                instructions: instructions.map(({ text }) => text).join('; ') || '–',
                due: due ? say('dispositions:until', { due: dayText(due, language) }) : '',
              })}
        </p>
      </div>
      <footer className="side-foot">
        <span className="push" />
        <ActionButton action="back" look="quiet" label={say('common:back')} onRun={onLeave} />
        <ActionButton
          action="submit"
          look="main"
          label={say('dispositions:give')}
          disabled={give.isPending}
          onRun={submit}
        />
      </footer>
    </section>
  );
}

const nameOf = ({ name, acting }: { name: string; acting: string | null }) =>
  [acting, name].filter(Boolean).join(' ');

function firstInput(office: Office) {
  const possible = leaders(office.positions);
  const last = remembered('disposer', { key: '' }).key;
  const from = possible.find(({ key }) => key === last) ?? possible[0];
  return {
    from: from?.key ?? '',
    to: new Set<string>() as ReadonlySet<string>,
    instructions: new Set<string>() as ReadonlySet<string>,
    note: '',
    due: '',
  };
}
