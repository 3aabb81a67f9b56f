import { useState } from 'react';
import type { Desk } from '../../../shared/contract/sync.ts';
import type { Book } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Select } from '../../ui/Select.tsx';

interface HandOverBookProps {
  /** Those that this computer numbers; at least one. */
  books: Book[];
  /** Other computers of the office; at least one. */
  desks: Desk[];
  onClose: () => void;
}

/** Gives a book to another computer, which alone numbers it from then on. */
export function HandOverBook({ books, desks, onClose }: HandOverBookProps) {
  const say = useSay();
  const [book, setBook] = useState(books[0]!.key);
  const [to, setTo] = useState(desks[0]!.device);
  const handOver = useCommand('office.handOverBook', {
    onDone: () => {
      const { title } = books.find(({ key }) => key === book)!;
      const { name } = desks.find(({ device }) => device === to)!;
      notify({ text: say('sync:handedOver', { book: title, desk: name }), look: 'done' });
      onClose();
    },
  });
  return (
    <Modal
      title={say('sync:handOverTitle')}
      onClose={onClose}
      foot={
        <ActionButton
          action="submit"
          look="main"
          label={say('sync:handOver')}
          disabled={handOver.isPending}
          onRun={() => handOver.mutate({ book, to })}
        />
      }
    >
      <p>{say('sync:handOverText')}</p>
      <Select
        label={say('sync:book')}
        value={book}
        options={books.map(({ key, title }) => [key, title])}
        onChange={setBook}
      />
      <Select
        label={say('sync:handOverTo')}
        value={to}
        options={desks.map(({ device, name }) => [device, name])}
        onChange={setTo}
      />
    </Modal>
  );
}
