import { useEffect } from 'react';
import type { LetterRow } from '../../../shared/contract/letters.ts';
import { dayText } from '../../app/days.ts';
import { useAsk } from '../../app/queries.ts';
import { useLater } from '../../app/useLater.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';

/** Letters in the book with this sender and number; asked while one types. */
export function useDuplicates(sender: string, number: string, except?: string): LetterRow[] {
  const asked = useLater(`${sender}\n${number}`, 150);
  const [from = '', of = ''] = asked.split('\n');
  const input = { sender: from.slice(0, 300), number: of.slice(0, 200), ...(except && { except }) };
  const enabled = from.trim() !== '' && of.trim() !== '';
  const found = useAsk('letters.duplicates', input, { enabled, gcTime: 10_000 });
  return enabled ? (found.data ?? []) : [];
}

interface DuplicatesProps {
  found: LetterRow[];
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
}

export const CONFIRM = 'duplicate-confirm';

/** Does not stand in the way of typing; saving needs the tick. */
export function Duplicates({ found, confirmed, onConfirm }: DuplicatesProps) {
  const say = useSay();
  const language = useLanguage();
  const ids = found.map(({ id }) => id).join();
  useEffect(() => onConfirm(false), [ids, onConfirm]);
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
            onChange={(event) => onConfirm(event.target.checked)}
          />
          {say('letters:duplicateConfirm')}
        </label>
      </div>
    </Message>
  );
}
