import { useState } from 'react';
import { dayOf } from '../../shared/domain/dates.ts';
import { agendaText, type Letter } from '../../shared/domain/letter/state.ts';
import { holderOn, isBelow } from '../../shared/domain/office/holding.ts';
import { positionOf, type Office } from '../../shared/domain/office/state.ts';
import { dayText, today } from '../app/days.ts';
import { explain } from '../app/errors.ts';
import { notify } from '../app/notices.ts';
import { useCommand } from '../app/useCommand.ts';
import { useNow } from '../app/useNow.ts';
import { useLanguage, useSay } from '../app/words.ts';
import type { Chosen } from '../features/dispositions/acts.ts';
import { chosenOf, toggled } from '../features/dispositions/summary.ts';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';
import { Dictate } from './Dictate.tsx';
import { lastUsedFirst, rememberGiven, rememberUsed } from './recent.ts';
import { isWaiting, queue } from './sending/queue.ts';
import { session } from './session.ts';

interface DisposePanelProps {
  letter: Letter;
  office: Office;
  from: string;
  /** The task that is disposed further; null for a first disposition. */
  under: Chosen | null;
  onGiven: () => void;
  onLeave?: () => void;
}

/** So many can be reached without looking for them. */
const NEAR = { positions: 4, instructions: 6 };
const DUE_DAYS = [0, 1, 3, 7];
const DAY_MS = 86_400_000;

/** To whom, what to do, send: three taps; all else can be left as it is. */
export function DisposePanel({ letter, office, from, under, onGiven, onLeave }: DisposePanelProps) {
  const say = useSay();
  const language = useLanguage();
  const { person } = session.use().me!;
  const now = useNow();
  const [input, setInput] = useState({
    to: new Set<string>() as ReadonlySet<string>,
    instructions: new Set<string>() as ReadonlySet<string>,
    note: '',
    due: null as string | null,
  });
  const [open, setOpen] = useState({ positions: false, instructions: false, more: false });
  const [order] = useState(() => ({
    positions: lastUsedFirst(possible(office, from, under !== null), 'positions'),
    instructions: lastUsedFirst(office.instructions, 'instructions'),
  }));
  const set = (change: Partial<typeof input>) => setInput((before) => ({ ...before, ...change }));
  const give = useCommand('dispositions.give', {
    onDone: (_, asked) => {
      rememberUsed('positions', asked.to);
      rememberUsed('instructions', asked.instructions ?? []);
      const text = `${letter.agenda.number}/${letter.agenda.year} · ${letter.fields.subject}`;
      rememberGiven(person.person, { letter: letter.id, position: from, text });
      const kept = isWaiting(queue.get().kept, 'dispositions.give', letter.id);
      notify({ text: say(kept ? 'web:kept' : 'web:disposed'), look: 'done' });
      onGiven();
    },
    onRefused: () => undefined,
  });
  const to = chosenOf(office.positions, input.to);
  const instructions = chosenOf(office.instructions, input.instructions);
  const begun = to.length > 0;

  function submit() {
    if (!begun || give.isPending) return;
    give.mutate({
      letter: letter.id,
      from,
      to: to.map(({ key }) => key),
      instructions: instructions.map(({ key }) => key),
      note: input.note,
      due: input.due,
      ...(under && { under: under.disposition }),
    });
  }

  return (
    <section className="panel" aria-label={say(under ? 'routing:further' : 'dispositions:give')}>
      <div className="panel-body" tabIndex={-1}>
        {give.error && <Message look="alarm">{explain(say, give.error)}</Message>}
        <Buttons
          title={say('dispositions:to')}
          items={order.positions.map(({ key, title, aside }) => ({ key, text: title, aside }))}
          near={NEAR.positions}
          chosen={input.to}
          all={open.positions}
          onAll={() => setOpen({ ...open, positions: true })}
          onToggle={(key) => set({ to: toggled(input.to, key) })}
        />
        {begun && (
          <>
            <Buttons
              title={say('dispositions:instructions')}
              items={order.instructions.map(({ key, text }) => ({ key, text, aside: '' }))}
              near={NEAR.instructions}
              chosen={input.instructions}
              all={open.instructions}
              onAll={() => setOpen({ ...open, instructions: true })}
              onToggle={(key) => set({ instructions: toggled(input.instructions, key) })}
            />
            {!open.more && (
              <Button look="quiet" onClick={() => setOpen({ ...open, more: true })}>
                {say('web:noteAndDue')}
              </Button>
            )}
          </>
        )}
        {begun && open.more && (
          <>
            <div className="panel-note">
              <label htmlFor="note">{say('dispositions:note')}</label>
              <Dictate
                onText={(text) => set({ note: [input.note, text].filter(Boolean).join(' ') })}
              />
              <textarea
                id="note"
                className="input"
                rows={3}
                maxLength={4000}
                value={input.note}
                onChange={(event) => set({ note: event.target.value })}
              />
            </div>
            <fieldset className="panel-part">
              <legend>
                {say('dispositions:due')}
                {input.due && <span className="soft">{` ${dayText(input.due, language)}`}</span>}
              </legend>
              <div className="chips">
                {DUE_DAYS.map((days) => {
                  const day = dayOf(new Date(now + days * DAY_MS));
                  return (
                    <button
                      key={days}
                      type="button"
                      className="chip"
                      aria-pressed={input.due === day}
                      onClick={() => set({ due: input.due === day ? null : day })}
                    >
                      {say(`web:due-${days as 0 | 1 | 3 | 7}`)}
                    </button>
                  );
                })}
                <input
                  className="input chip-day"
                  type="date"
                  aria-label={say('web:dueOther')}
                  min={today()}
                  value={input.due ?? ''}
                  onChange={(event) => set({ due: event.target.value || null })}
                />
              </div>
            </fieldset>
          </>
        )}
      </div>
      {(begun || onLeave) && (
        <div className="panel-foot">
          {onLeave && (
            <Button look="quiet" onClick={onLeave}>
              {say('common:cancel')}
            </Button>
          )}
          <Button look="main" disabled={!begun || give.isPending} onClick={submit}>
            {to.length > 1 ? say('web:sendTo', { n: to.length }) : say('web:send')}
          </Button>
        </div>
      )}
      <span className="only-read" role="status">
        {begun && `${agendaText(letter.agenda)}: ${to.map(({ title }) => title).join(', ')}`}
      </span>
    </section>
  );
}

function possible(office: Office, from: string, below: boolean) {
  return office.positions.flatMap((position) => {
    const holder = holderOn(position, today());
    if (!holder || position.key === from) return [];
    if (below && !isBelow(office, position.key, from)) return [];
    const { key, title } = positionOf(office, position.key)!;
    return [{ key, title, aside: [holder.acting, holder.name].filter(Boolean).join(' ') }];
  });
}

interface ButtonsProps {
  title: string;
  items: { key: string; text: string; aside: string }[];
  near: number;
  chosen: ReadonlySet<string>;
  all: boolean;
  onAll: () => void;
  onToggle: (key: string) => void;
}

/** Large buttons, a few at first. */
function Buttons({ title, items, near, chosen, all, onAll, onToggle }: ButtonsProps) {
  const say = useSay();
  const shown = all ? items : items.slice(0, near);
  return (
    <fieldset className="panel-part">
      <legend>{title}</legend>
      <div className="large-buttons">
        {shown.map(({ key, text, aside }) => (
          <button
            key={key}
            type="button"
            className="large-button"
            aria-pressed={chosen.has(key)}
            onClick={() => onToggle(key)}
          >
            <span>{text}</span>
            {aside !== '' && <span className="small">{aside}</span>}
          </button>
        ))}
      </div>
      {!all && items.length > near && (
        <Button look="quiet" onClick={onAll}>
          {say('web:showAll', { n: items.length })}
        </Button>
      )}
    </fieldset>
  );
}
