import type { z } from 'zod';
import {
  letterFieldNames,
  LetterFields,
  type LetterCorrection,
} from '../../../shared/contract/letters.ts';
import { readDay } from '../../../shared/domain/dates.ts';
import type { Letter } from '../../../shared/domain/letter/state.ts';

/** What stands in the form: texts as typed, days in words. */
export type FormValues = {
  [Name in keyof LetterFields]: LetterFields[Name] extends string ? LetterFields[Name] : string;
} & { book: string; received: string };

export type FieldName = keyof FormValues;

/** Why a field can't be taken, as a key of `wrong` in the words. */
export interface Wrong {
  word: 'required' | 'tooLong' | 'notADay' | 'classification' | 'signs';
  data: Record<string, unknown>;
}

export interface ReadForm {
  fields: LetterFields;
  received: string;
}

export function emptyValues(book: string, received: string): FormValues {
  return {
    book,
    received,
    number: '',
    date: '',
    sender: '',
    subject: '',
    recipient: '',
    attachments: '',
    classification: '',
    urgency: 'biasa',
    secrecy: 'B',
    forwardedTo: '',
    remarks: '',
    location: '',
  };
}

/** @param words writes a day, `''` for none */
export function valuesOf(letter: Letter, words: (day: string | null) => string): FormValues {
  const { fields, agenda, received } = letter;
  const texts = Object.fromEntries(letterFieldNames.map((name) => [name, fields[name] ?? '']));
  return {
    ...emptyValues(agenda.book, words(received)),
    ...texts,
    date: words(fields.date),
  } as FormValues;
}

/** Reads the form by the contract's own schema. */
export function readForm(
  values: FormValues,
  today: string,
): { read: ReadForm; wrong: null } | { read: null; wrong: Partial<Record<FieldName, Wrong>> } {
  const wrong: Partial<Record<FieldName, Wrong>> = {};
  const received = readDay(values.received, today);
  if (received === null) wrong.received = { word: 'notADay', data: {} };
  const date = values.date.trim() === '' ? null : readDay(values.date, today);
  if (date === null && values.date.trim() !== '') wrong.date = { word: 'notADay', data: {} };
  const texts = Object.fromEntries(
    letterFieldNames.map((name) => [name, values[name].trim() === '' ? undefined : values[name]]),
  );
  const parsed = LetterFields.safeParse({ ...texts, date });
  if (parsed.success && Object.keys(wrong).length === 0) {
    return { read: { fields: parsed.data, received: received! }, wrong: null };
  }
  for (const issue of parsed.error?.issues ?? []) {
    const name = issue.path[0] as FieldName;
    wrong[name] ??= wrongOf(name, issue);
  }
  return { read: null, wrong };
}

function wrongOf(name: FieldName, issue: z.core.$ZodIssue): Wrong {
  if (issue.code === 'too_big') return { word: 'tooLong', data: { max: issue.maximum } };
  if (name === 'classification') return { word: 'classification', data: {} };
  if (issue.code === 'invalid_format') return { word: 'signs', data: {} };
  return { word: 'required', data: {} };
}

/** What a correction changes; null where nothing does. */
export function changesOf(
  letter: Letter,
  { fields, received }: ReadForm,
): { fields: LetterCorrection; received?: string } | null {
  const changed = letterFieldNames.filter((name) => fields[name] !== letter.fields[name]);
  const moved = received !== letter.received;
  if (changed.length === 0 && !moved) return null;
  return {
    fields: Object.fromEntries(changed.map((name) => [name, fields[name]])),
    ...(moved && { received }),
  };
}
