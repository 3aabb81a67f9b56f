import { useState } from 'react';
import { readDay } from '../../../shared/domain/dates.ts';
import type { Holder, Office, Position } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { newKey, nextOrder } from './keys-of-office.ts';

type Held = 'holder' | 'plt' | 'plh' | 'vacant';
const acting = { holder: null, plt: 'Plt.', plh: 'Plh.', vacant: null } as const;

interface PositionDialogProps {
  office: Office;
  /** Null: a new one. */
  position: Position | null;
  onClose: () => void;
}

export function PositionDialog({ office, position, onClose }: PositionDialogProps) {
  const say = useSay();
  const language = useLanguage();
  const words = (day: string | null | undefined) => dayText(day ?? null, language);
  const [typed, setTyped] = useState(() => ({
    title: position?.title ?? '',
    parent: position?.parent ?? '',
    held: heldOf(position?.holder),
    name: position?.holder?.name ?? '',
    from: words(position?.holder?.from),
    until: words(position?.holder?.until),
  }));
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change });
  const save = useCommand('office.savePosition', { onDone: onClose, onRefused: () => undefined });
  const close = useCommand('office.closePosition', { onDone: onClose, onRefused: () => undefined });
  const error = save.error ?? close.error;
  const days = { from: readDay(typed.from, today()), until: readDay(typed.until, today()) };
  const wrong = {
    from: typed.from.trim() !== '' && days.from === null,
    until: typed.until.trim() !== '' && days.until === null,
  };
  const ready = typed.title.trim() !== '' && !wrong.from && !wrong.until && !save.isPending;

  function submit() {
    const holder: Holder | null =
      typed.held === 'vacant' ? null : { name: typed.name, acting: acting[typed.held], ...days };
    save.mutate({
      key: position?.key ?? newKey(typed.title, office.positions),
      title: typed.title,
      parent: typed.parent || null,
      holder,
      order: position?.order ?? nextOrder(office.positions),
    });
  }

  const text = (name: 'title' | 'name' | 'from' | 'until', isWrong = false) => (
    <Field
      label={say(`office:${name === 'name' ? 'holderName' : name}`)}
      wrong={isWrong ? say('wrong:notADay') : undefined}
    >
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="text"
          maxLength={200}
          data-first={name === (position ? 'name' : 'title') || undefined}
          value={typed[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );

  return (
    <Modal
      title={say(position ? 'office:changePosition' : 'actions:addPosition')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={say('common:save')}
          disabled={!ready}
          onRun={submit}
        />
      }
    >
      {error && <Message look="alarm">{explain(say, error)}</Message>}
      {text('title')}
      <Field label={say('office:above')}>
        {(tied) => (
          <select
            {...tied}
            className="input"
            value={typed.parent}
            onChange={(event) => set({ parent: event.target.value })}
          >
            <option value="">{say('office:atTop')}</option>
            {office.positions
              .filter(({ key }) => key !== position?.key)
              .map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
          </select>
        )}
      </Field>
      <Choice
        label={say('office:held')}
        options={(['holder', 'plt', 'plh', 'vacant'] as const).map((value, index) => ({
          value,
          letter: String(index + 1),
          label: say(`office:held-${value}`),
        }))}
        value={typed.held}
        onChoose={(held) => set({ held })}
      />
      {typed.held !== 'vacant' && (
        <>
          {text('name')}
          <div className="pair">
            {text('from', wrong.from)}
            {text('until', wrong.until)}
          </div>
        </>
      )}
      {position && (
        <div>
          <Button
            look="alarm"
            disabled={close.isPending}
            onClick={() => close.mutate({ key: position.key })}
          >
            {say('office:closePosition')}
          </Button>
        </div>
      )}
    </Modal>
  );
}

function heldOf(holder: Holder | null | undefined): Held {
  if (holder === null) return 'vacant';
  if (holder?.acting === 'Plt.') return 'plt';
  return holder?.acting === 'Plh.' ? 'plh' : 'holder';
}
