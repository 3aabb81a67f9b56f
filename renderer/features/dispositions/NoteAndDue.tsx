import { readDay } from '../../../shared/domain/dates.ts';
import { dayText, today } from '../../app/days.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';

/** The day that was written, null where none was or it is none; and whether it is none. */
export function dueOf(written: string): { due: string | null; wrongDue: boolean } {
  if (written.trim() === '') return { due: null, wrongDue: false };
  const due = readDay(written, today());
  return { due, wrongDue: due === null };
}

interface NoteAndDueProps {
  note: string;
  /** As it was written. */
  due: string;
  onChange: (change: { note?: string; due?: string }) => void;
  rows?: number;
  noteHint?: string;
  /** Not yet, while somebody is still writing the day. */
  judged?: boolean;
}

/** What every disposition ends with. */
export function NoteAndDue({ note, due, onChange, rows = 2, ...more }: NoteAndDueProps) {
  const { noteHint, judged = true } = more;
  const say = useSay();
  const language = useLanguage();
  const read = dueOf(due);
  return (
    <div className="dispose-last">
      <Field label={say('dispositions:note')}>
        {(tied) => (
          <textarea
            {...tied}
            className="input"
            rows={rows}
            maxLength={4000}
            placeholder={noteHint}
            value={note}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={say('dispositions:due')}
        aside={dayText(read.due, language)}
        wrong={read.wrongDue && judged ? say('wrong:notADay') : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            placeholder={say('letters:dayHint')}
            value={due}
            onChange={(event) => onChange({ due: event.target.value })}
            onBlur={() => read.due && onChange({ due: dayText(read.due, language) })}
          />
        )}
      </Field>
    </div>
  );
}
