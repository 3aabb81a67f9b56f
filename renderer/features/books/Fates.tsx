import { useMemo } from 'react';
import type { RowFate } from '../../../shared/contract/books.ts';
import { countText, dayText } from '../../app/days.ts';
import { has, useLanguage, useSay, type Say, type WordKey } from '../../app/words.ts';
import { SHOWN, troubleFirst } from './trouble-first.ts';

/** What becomes of each row; rows that stay out come first. */
export function Fates({ rows }: { rows: RowFate[] }) {
  const say = useSay();
  const language = useLanguage();
  const shown = useMemo(() => troubleFirst(rows), [rows]);
  return (
    <div className="fate-rows" tabIndex={0} role="group" aria-label={say('books:rows')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('books:line')}</th>
            <th scope="col">{say('books:fate')}</th>
            <th scope="col">{say('letters:agendaNumber')}</th>
            <th scope="col">{say('letters:received')}</th>
            <th scope="col">{say('letters:sender')}</th>
            <th scope="col">{say('letters:subject')}</th>
          </tr>
        </thead>
        <tbody className="selectable">
          {shown.map((row) => (
            <tr key={row.line}>
              <td>{row.line}</td>
              <td className={`fate ${row.fate}`}>
                {say(`fates:${row.fate}`)}
                {row.problems.map((problem) => (
                  <div key={problem.column} className="small">
                    {problemText(problem, say)}
                  </div>
                ))}
              </td>
              <td>{row.agenda === null ? '' : `${row.agenda}/${row.year ?? ''}`}</td>
              <td>{dayText(row.received, language)}</td>
              <td>{row.fields?.sender}</td>
              <td>{row.fields?.subject}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > SHOWN && (
        <p className="soft">
          {say('books:moreRows', { n: countText(rows.length - SHOWN, language) })}
        </p>
      )}
    </div>
  );
}

function problemText({ column, code, value }: RowFate['problems'][number], say: Say): string {
  const name = column === 'agenda' ? 'agendaNumber' : column;
  const label = say(`letters:${name}` as WordKey);
  const what = has(`wrong:${code}`)
    ? say(`wrong:${code}` as 'wrong:required', { max: '' })
    : say('books:unreadable');
  return `${label}: ${what}${value === '' ? '' : ` (${value})`}`;
}
