import { useState } from 'react';
import type { Dispute } from '../../../shared/contract/sync.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { momentText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useAsk } from '../../app/queries.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { useCommand } from '../../app/useCommand.ts';
import { has, type Say, useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';

/** What disagreed, both sides beside each other: a person says which holds. */
export function Disputes({ onOpen }: { onOpen: (letter: string) => void }) {
  const say = useSay();
  const { data = [] } = useAsk('sync.conflicts', {});
  const [at, setAt] = useState(0);
  const settle = useCommand('sync.settle', {
    onDone: (_, { choice }) =>
      notify({ text: say(choice === 'used' ? 'sync:used' : 'sync:kept'), look: 'done' }),
  });
  const here = Math.min(at, data.length - 1);
  const current = data[here];
  useAction('previousDispute', data.length > 1 ? () => setAt(Math.max(0, here - 1)) : null);
  useAction(
    'nextDispute',
    data.length > 1 ? () => setAt(Math.min(data.length - 1, here + 1)) : null,
  );
  if (!current) return <p className="soft">{say('sync:noDisputes')}</p>;
  return (
    <>
      <h2>{say('sync:disputes', { count: data.length })}</h2>
      <ol className="disputes">
        {data.map((one, index) => (
          <li
            key={one.fact}
            className="dispute selectable"
            aria-current={index === here ? 'true' : undefined}
            onPointerDown={() => setAt(index)}
          >
            <DisputeText dispute={one} onOpen={onOpen} />
            {index === here && (
              <div className="dispute-acts">
                <ActionButton
                  action="keepStanding"
                  disabled={settle.isPending}
                  onRun={() => settle.mutate({ fact: one.fact, choice: 'kept' })}
                />
                <ActionButton
                  action="useDispute"
                  disabled={settle.isPending || !one.usable}
                  onRun={() => settle.mutate({ fact: one.fact, choice: 'used' })}
                />
                {!one.usable && <span className="soft small">{say('sync:notUsable')}</span>}
              </div>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function DisputeText({ dispute, onOpen }: { dispute: Dispute; onOpen: (letter: string) => void }) {
  const say = useSay();
  const language = useLanguage();
  const { agenda, letter, actor, at, own, code, differs } = dispute;
  const who = { person: actor.person, at: momentText(at, language) };
  return (
    <>
      <div className="dispute-head">
        {letter === null ? (
          <b>{say('sync:ofOffice')}</b>
        ) : (
          <Button look="quiet" onClick={() => onOpen(letter)}>
            {agenda ?? say('letters:letter')}
          </Button>
        )}
        <span className="soft">{say(own ? 'sync:fromHere' : 'sync:fromElsewhere', who)}</span>
      </div>
      <p>{explain(say, { code, data: { agenda: agenda ?? '' } })}</p>
      {differs.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('sync:field')}</th>
              <th scope="col">{say('sync:stands')}</th>
              <th scope="col">{say('sync:wanted')}</th>
            </tr>
          </thead>
          <tbody>
            {differs.map(({ field, stands, wanted }) => (
              <tr key={field}>
                <th scope="row">{fieldName(say, field)}</th>
                <td>{valueText(stands)}</td>
                <td>{valueText(wanted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function fieldName(say: Say, field: string): string {
  const known = [`letters:${field}`, `sync:field-${field}`].find(has);
  return known === undefined ? field : say(known as 'letters:subject');
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  return Array.isArray(value) ? value.map(valueText).join(', ') : String(value);
}
