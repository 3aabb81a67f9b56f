import { useState } from 'react';
import type { Office } from '../../../shared/domain/office/state.ts';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { TemplateField } from './TemplateField.tsx';
import { newKey } from './keys-of-office.ts';

/** Agenda books; a book once opened stays. */
export function BooksPart({ office }: { office: Office }) {
  const say = useSay();
  const [title, setTitle] = useState('');
  const [direction, setDirection] = useState<'incoming' | 'outgoing'>('incoming');
  const open = useCommand('office.openBook', {
    onDone: () => {
      setTitle('');
      notify({ text: say('office:bookOpened'), look: 'done' });
    },
  });
  const taken = office.books.map(({ key }) => ({ key, order: 0 }));
  return (
    <>
      <h1>{say('office:books')}</h1>
      <p className="soft">{say('office:booksText')}</p>
      <table className="office-table">
        <thead>
          <tr>
            <th scope="col">{say('office:book')}</th>
            <th scope="col">{say('office:direction')}</th>
            <th scope="col">{say('office:bookKey')}</th>
          </tr>
        </thead>
        <tbody>
          {office.books.map((book) => (
            <tr key={book.key}>
              <td>{book.title}</td>
              <td>{say(`office:${book.direction}`)}</td>
              <td className="soft">{book.key}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {office.books
        .filter(({ direction: way }) => way === 'outgoing')
        .map((book) => (
          <TemplateField key={`${book.key} ${book.template ?? ''}`} book={book} />
        ))}
      <form
        className="office-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== '') open.mutate({ key: newKey(title, taken), title, direction });
        }}
      >
        <input
          className="input"
          type="text"
          maxLength={100}
          aria-label={say('office:newBook')}
          placeholder={say('office:newBook')}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <select
          className="input"
          aria-label={say('office:direction')}
          value={direction}
          onChange={(event) =>
            setDirection(event.target.value === 'outgoing' ? 'outgoing' : 'incoming')
          }
        >
          <option value="incoming">{say('office:incoming')}</option>
          <option value="outgoing">{say('office:outgoing')}</option>
        </select>
        <Button type="submit" disabled={title.trim() === '' || open.isPending} hint="Enter">
          {say('office:openBook')}
        </Button>
      </form>
    </>
  );
}
