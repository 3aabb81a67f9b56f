import type { FormEvent, KeyboardEvent } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Book } from '../../../shared/domain/office/state.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { DateField } from './DateField.tsx';
import type { FormValues } from './form-values.ts';
import { SuggestField } from './SuggestField.tsx';
import { SecrecyChoice, UrgencyChoice } from './UrgencyAndSecrecy.tsx';
import './letter-form.css';

interface LetterFormProps {
  form: UseFormReturn<FormValues>;
  /** Books to choose from; null where the letter already has its number. */
  books: Book[] | null;
  onSubmit: (values: FormValues) => void;
  name: string;
}

/** Every column of the agenda book, in the order in which one reads a letter. */
export function LetterForm({ form, books, onSubmit, name }: LetterFormProps) {
  const say = useSay();
  const submit = (event: FormEvent) => void form.handleSubmit(onSubmit)(event);
  return (
    <form
      id={name}
      className="letter-form"
      noValidate
      autoComplete="off"
      onSubmit={submit}
      onKeyDown={nextField}
    >
      {books && (
        <Field label={say('letters:book')} className="half">
          {(tied) => (
            <select {...tied} className="input" {...form.register('book')}>
              {books.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <DateField form={form} name="received" label={say('letters:received')} required />
      <SuggestField form={form} name="sender" className="whole" required autoFocus />
      <TextField form={form} name="number" label={say('letters:number')} />
      <DateField form={form} name="date" label={say('letters:date')} />
      <UrgencyChoice form={form} />
      <SecrecyChoice form={form} />
      <TextField
        form={form}
        name="subject"
        label={say('letters:subject')}
        className="whole"
        rows={2}
        required
      />
      <SuggestField form={form} name="recipient" className="half" />
      <TextField form={form} name="attachments" label={say('letters:attachments')} />
      <Classification form={form} />
      <TextField
        form={form}
        name="forwardedTo"
        label={say('letters:forwardedTo')}
        className="wide"
      />
      <TextField form={form} name="location" label={say('letters:location')} />
      <TextField form={form} name="remarks" label={say('letters:remarks')} rows={1} />
    </form>
  );
}

interface TextFieldProps {
  form: UseFormReturn<FormValues>;
  name: 'number' | 'subject' | 'attachments' | 'forwardedTo' | 'location' | 'remarks';
  label: string;
  className?: string;
  rows?: number;
  required?: boolean;
}

function TextField({ form, name, label, className = 'half', rows, required }: TextFieldProps) {
  const wrong = form.formState.errors[name]?.message;
  return (
    <Field label={label} wrong={wrong} className={className}>
      {(tied) =>
        rows === undefined ? (
          <input
            {...tied}
            className="input"
            type="text"
            required={required}
            {...form.register(name)}
          />
        ) : (
          <textarea
            {...tied}
            className="input"
            rows={rows}
            required={required}
            {...form.register(name)}
          />
        )
      }
    </Field>
  );
}

function Classification({ form }: { form: UseFormReturn<FormValues> }) {
  const say = useSay();
  const code = form.watch('classification');
  const primary = /^\d/.exec(code)?.[0] as '0' | undefined;
  const wrong = form.formState.errors.classification?.message;
  return (
    <Field
      label={say('letters:classification')}
      className="narrow"
      wrong={wrong}
      aside={primary && say(`classification:${primary}`)}
    >
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="text"
          placeholder="000.1.2.3"
          {...form.register('classification')}
        />
      )}
    </Field>
  );
}

/** Enter goes on to the next field; remarks may have several lines. */
function nextField(event: KeyboardEvent<HTMLFormElement>) {
  const { target } = event;
  if (event.key !== 'Enter' || event.ctrlKey || event.defaultPrevented) return;
  if (target instanceof HTMLButtonElement) return;
  if (target instanceof HTMLTextAreaElement && (target.name === 'remarks' || event.shiftKey))
    return;
  event.preventDefault();
  const stops = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(
      'input:not([type=radio]), input[type=radio]:checked, select, textarea',
    ),
  ];
  stops[stops.indexOf(target as HTMLElement) + 1]?.focus();
}
