import { useState } from 'react';
import { StampKind } from '../../../shared/contract/stamp-place.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import './stamping.css';

interface PutStampProps {
  letter: Letter;
  onPut: (stamp: string) => void;
  onClose: () => void;
}

/** One of the office's stamps for this letter; those that somebody put can be taken off again. */
export function PutStamp({ letter, onPut, onClose }: PutStampProps) {
  const say = useSay();
  const templates = useAsk('stamping.templates', {});
  const choices = (templates.data ?? []).filter(
    ({ template }) => !StampKind.safeParse(template.key).success,
  );
  const [key, setKey] = useState('');
  const [copy, setCopy] = useState('');
  const chosen = choices.find(({ template }) => template.key === key) ?? choices[0];
  const counts = chosen?.template.items.some(({ field }) => field === 'copy') ?? false;
  const number = copy.trim() === '' ? null : Number(copy);
  const wrong =
    counts && number !== null && !(Number.isInteger(number) && number >= 1 && number <= 9999);
  const put = useCommand('letters.stamp', {
    onDone: ({ stamps: all = [] }) => {
      onPut(all.at(-1)!.id);
      notify({ text: say('stamping:put', { name: chosen!.template.name }), look: 'done' });
      onClose();
    },
    onRefused: () => undefined,
  });
  const takeOff = useCommand('letters.unstamp', {
    onDone: () => notify({ text: say('stamping:takenOff'), look: 'done' }),
    onRefused: () => undefined,
  });
  const error = put.error ?? takeOff.error ?? templates.error;
  const stamps = letter.stamps ?? [];
  return (
    <Modal
      title={say('stamping:putTitle')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={say('stamping:putIt')}
          disabled={!chosen || wrong || put.isPending}
          onRun={() =>
            chosen &&
            put.mutate({
              letter: letter.id,
              template: chosen.template.key,
              copy: counts ? number : null,
            })
          }
        />
      }
    >
      {error && <Message look="alarm">{explain(say, error)}</Message>}
      <Field label={say('stamping:which')}>
        {(tied) => (
          <select
            {...tied}
            className="input"
            data-first
            value={chosen?.template.key ?? ''}
            onChange={({ target }) => setKey(target.value)}
          >
            {choices.map(({ template }) => (
              <option key={template.key} value={template.key}>
                {template.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {counts && (
        <Field
          label={say('stamping:copy')}
          hint={say('stamping:copyHint')}
          wrong={wrong ? say('stampDesign:between', { least: 1, most: 9999 }) : undefined}
        >
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="text"
              inputMode="numeric"
              value={copy}
              onChange={({ target }) => setCopy(target.value)}
            />
          )}
        </Field>
      )}
      <p className="soft">{say('stamping:putText')}</p>
      {stamps.length > 0 && (
        <ul className="put-stamps" aria-label={say('stamping:onLetter')}>
          {stamps.map(({ id, look, copy: which }) => (
            <li key={id}>
              <span>
                {look.template.name}
                {which !== null && ` ${which}`}
              </span>
              <Button
                look="quiet"
                disabled={takeOff.isPending}
                onClick={() => takeOff.mutate({ letter: letter.id, stamp: id })}
              >
                {say('stamping:takeOff')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  );
}
