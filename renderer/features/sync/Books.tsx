import { useState } from 'react';
import type { Desk } from '../../../shared/contract/sync.ts';
import type { Book } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { useAsk } from '../../app/queries.ts';
import { type Say, useSay } from '../../app/words.ts';
import { HandOverBook } from './HandOverBook.tsx';

/** Which computer numbers which book, and handing one of this computer's over. */
export function Books() {
  const say = useSay();
  const office = useAsk('office.get', {});
  const desks = useAsk('sync.desks', {});
  const [open, setOpen] = useState(false);
  const own = desks.data?.find((desk) => desk.own);
  const others = (desks.data ?? []).filter((desk) => !desk.own && !desk.revoked);
  const books = office.data?.books ?? [];
  const ownBooks = books.filter(({ device }) => device === own?.device);
  const hindered = !desks.data
    ? null
    : others.length === 0
      ? 'sync:noOtherDesk'
      : ownBooks.length === 0
        ? 'sync:noOwnBook'
        : null;
  return (
    <>
      <h2>{say('sync:books')}</h2>
      <p className="soft">{say('sync:booksText')}</p>
      <table className="sync-books selectable">
        <thead>
          <tr>
            <th scope="col">{say('sync:book')}</th>
            <th scope="col">{say('sync:numberedBy')}</th>
          </tr>
        </thead>
        <tbody>
          {books.map((book) => (
            <tr key={book.key}>
              <td>{book.title}</td>
              <td>{deskName(say, book, desks.data ?? [])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="dispute-acts">
        <ActionButton
          action="handOverBook"
          disabled={others.length === 0 || ownBooks.length === 0}
          onRun={() => setOpen(true)}
        />
        {hindered && <span className="soft small">{say(hindered)}</span>}
      </div>
      {open && <HandOverBook books={ownBooks} desks={others} onClose={() => setOpen(false)} />}
    </>
  );
}

function deskName(say: Say, { device }: Book, desks: Desk[]): string {
  const desk = desks.find((one) => one.device === device);
  if (!desk) return say('sync:otherDesk');
  const { name, own, revoked } = desk;
  if (own) return say('sync:thisDesk', { name });
  return revoked ? say('sync:revokedDesk', { name }) : name;
}
