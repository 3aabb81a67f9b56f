import { useState } from 'react';
import type { LetterRow } from '../../../shared/contract/letters.ts';
import { dayText } from '../../app/days.ts';
import { ask } from '../../app/api.ts';
import { useAsk } from '../../app/queries.ts';
import { useLater } from '../../app/useLater.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';

interface Duplicated {
  found: LetterRow[];
  /** There is none, or somebody said that this letter is another. */
  confirmed: boolean;
  confirm: (confirmed: boolean) => void;
}

interface Duplicates extends Duplicated {
  /** Asks about what stands in the form now, however fast it was typed: may it be saved? */
  mayBeSaved: (sender: string, number: string) => Promise<boolean>;
}

const inputOf = (sender: string, number: string, except?: string) => ({
  sender: sender.slice(0, 300),
  number: number.slice(0, 200),
  ...(except && { except }),
});

const idsOf = (rows: LetterRow[]) => rows.map(({ id }) => id).join();

/** Letters in the book with this sender and number; asked while one types. */
export function useDuplicates(sender: string, number: string, except?: string): Duplicates {
  const asked = useLater(`${sender}\n${number}`, 150);
  const [from = '', of = ''] = asked.split('\n');
  const enabled = from.trim() !== '' && of.trim() !== '';
  const found = useAsk('letters.duplicates', inputOf(from, of, except), {
    enabled,
    gcTime: 10_000,
  });
  const rows = enabled ? (found.data ?? []) : [];
  // Another find has to be confirmed anew.
  const [seen, setSeen] = useState('');
  return {
    found: rows,
    confirmed: rows.length === 0 || seen === idsOf(rows),
    confirm: (confirmed) => setSeen(confirmed ? idsOf(rows) : ''),
    async mayBeSaved(nowSender, nowNumber) {
      if (nowSender.trim() === '' || nowNumber.trim() === '') return true;
      const now = await ask('letters.duplicates', inputOf(nowSender, nowNumber, except));
      return now.length === 0 || seen === idsOf(now);
    },
  };
}

export const CONFIRM = 'duplicate-confirm';

/** Does not stand in the way of typing; saving needs the tick. */
export function DuplicateWarning({ found, confirmed, confirm }: Duplicated) {
  const say = useSay();
  const language = useLanguage();
  if (found.length === 0) return null;
  return (
    <Message look="leaf">
      <div className="duplicate">
        <b>{say('letters:duplicateTitle')}</b>
        <ul>
          {found.slice(0, 3).map(({ id, agenda, year, subject, received }) => (
            <li key={id}>
              {say('letters:duplicateLine', {
                number: `${agenda}/${year}`,
                subject,
                received: dayText(received, language),
              })}
            </li>
          ))}
        </ul>
        <label className="check">
          <input
            id={CONFIRM}
            type="checkbox"
            className="tick"
            checked={confirmed}
            onChange={(event) => confirm(event.target.checked)}
          />
          {say('letters:duplicateConfirm')}
        </label>
      </div>
    </Message>
  );
}
