import type { FocusEvent, FormEvent, KeyboardEvent } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { Book } from '../../../shared/domain/office/state.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { DateField } from './DateField.tsx';
import type { FormValues } from './form-values.ts';
import { markOf } from './ProposalMark.tsx';
import { SuggestField } from './SuggestField.tsx';
import { SecrecyChoice, UrgencyChoice } from './UrgencyAndSecrecy.tsx';
import type { FormProposals } from './useProposals.ts';
import './letter-form.css';

interface LetterFormProps {
  form: UseFormReturn<FormValues>;
  /** Books to choose from; null where the letter already has its number. */
  books: Book[] | null;
  onSubmit: (values: FormValues) => void;
  name: string;
  /** What was read for the letter; null where nothing is proposed. */
  proposals?: FormProposals | null;
  /** Which field has the focus. */
  onField?: (name: string | null) => void;
}

/** Every column of the agenda book, in the order in which one reads a letter. */
export function LetterForm(props: LetterFormProps) {
  const { form, books, onSubmit, name, proposals = null, onField } = props;
  const say = useSay();
  const submit = (event: FormEvent) => void form.handleSubmit(onSubmit)(event);

  function press(event: KeyboardEvent<HTMLFormElement>) {
    const field = fieldOf(event.target);
    if (event.key === 'Enter' && !event.ctrlKey && field) proposals?.accept(field);
    if (event.key === 'Escape' && !event.defaultPrevented && field && proposals?.refuse(field)) {
      event.preventDefault();
    }
    nextField(event);
  }

  function focus({ target }: FocusEvent<HTMLFormElement>) {
    const field = fieldOf(target);
    onField?.(field);
    const state = field && proposals?.of(field)?.state;
    // Whoever types replaces it.
    if (state && state !== 'accepted' && isText(target)) target.select();
  }

  return (
    <form
      id={name}
      className="letter-form"
      noValidate
      autoComplete="off"
      onSubmit={submit}
      onKeyDown={press}
      onFocus={focus}
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
      <SuggestField
        form={form}
        name="sender"
        className="whole"
        required
        autoFocus
        proposals={proposals}
      />
      <TextField form={form} name="number" label={say('letters:number')} proposals={proposals} />
      <DateField form={form} name="date" label={say('letters:date')} proposals={proposals} />
      <UrgencyChoice form={form} proposals={proposals} />
      <SecrecyChoice form={form} proposals={proposals} />
      <TextField
        form={form}
        name="subject"
        label={say('letters:subject')}
        className="whole"
        rows={2}
        required
        proposals={proposals}
      />
      <SuggestField form={form} name="recipient" className="half" proposals={proposals} />
      <TextField
        form={form}
        name="attachments"
        label={say('letters:attachments')}
        proposals={proposals}
      />
      <Classification form={form} proposals={proposals} />
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
  proposals?: FormProposals | null;
}

function TextField(props: TextFieldProps) {
  const { form, name, label, className = 'half', rows, required, proposals = null } = props;
  const mark = markOf(proposals, name);
  const wrong = form.formState.errors[name]?.message;
  return (
    <Field
      label={label}
      name={name}
      wrong={wrong}
      className={`${className} ${mark.look}`}
      aside={mark.aside}
    >
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

function Classification({
  form,
  proposals,
}: {
  form: UseFormReturn<FormValues>;
  proposals: FormProposals | null;
}) {
  const say = useSay();
  const mark = markOf(proposals, 'classification');
  const code = form.watch('classification');
  const primary = /^\d/.exec(code)?.[0] as '0' | undefined;
  const wrong = form.formState.errors.classification?.message;
  return (
    <Field
      label={say('letters:classification')}
      name="classification"
      className={`narrow ${mark.look}`}
      wrong={wrong}
      aside={mark.aside ?? (primary && say(`classification:${primary}`))}
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

/** The field that a control belongs to. */
function fieldOf(target: EventTarget): string | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? null;
}

const isText = (target: EventTarget): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type === 'text');
