import { useState } from 'react';
import { NumberTemplate } from '../../../shared/contract/office.ts';
import { numberFrom } from '../../../shared/domain/office/number-from.ts';
import type { Book } from '../../../shared/domain/office/state.ts';
import { today } from '../../app/days.ts';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';

const sample = { agenda: 12, received: today(), classification: '000.1.2' };

/** How an outgoing book numbers its letters, with an example of what comes of it. */
export function TemplateField({ book }: { book: Book }) {
  const say = useSay();
  const stored = book.template ?? '';
  const [typed, setTyped] = useState(stored);
  const save = useCommand('office.setNumberTemplate', {
    onDone: () => notify({ text: say('office:saved'), look: 'done' }),
  });
  const text = typed.trim();
  const read = NumberTemplate.safeParse(text);
  const wrong = text !== '' && !read.success;
  return (
    <form
      className="template-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save.mutate({ key: book.key, template: text === '' ? null : text });
      }}
    >
      <Field
        label={say('office:templateOf', { title: book.title })}
        hint={
          read.success
            ? say('office:templateExample', { number: numberFrom(read.data, sample) })
            : say('office:templateHint')
        }
        wrong={wrong ? say('office:templateWrong') : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            maxLength={100}
            placeholder={say('office:templatePlaceholder')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" disabled={wrong || text === stored || save.isPending} hint="Enter">
        {say('common:save')}
      </Button>
    </form>
  );
}
