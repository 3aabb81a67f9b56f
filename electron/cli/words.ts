import { type WireError } from '../../shared/contract/error.ts';
import cliEn from '../../shared/i18n/cli.en.json' with { type: 'json' };
import cliId from '../../shared/i18n/cli.id.json' with { type: 'json' };
import en from '../../shared/i18n/en.json' with { type: 'json' };
import id from '../../shared/i18n/id.json' with { type: 'json' };

const english = process.env.LONTAR_LANG === 'en';

export const words = english ? cliEn : cliId;
const texts: Record<string, Record<string, string>> = english ? en : id;

/** A sentence with its `{{places}}` filled in. */
export function say(sentence: string, data: Record<string, unknown> = {}): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => plain(data[name]));
}

/** What happened, in one line, with the code by which it is known everywhere. */
export function explain({ code, data }: WireError): string {
  const own: Record<string, string> = words.errors;
  const sentence = own[code] ?? texts['errors']?.[code] ?? texts['errors']?.['internal'] ?? code;
  return `${say(sentence, { code, ...data })} [${code}]`.replace(/\s*\n\s*/g, ' ');
}

/** A column of the agenda book, as the window calls it. */
export function fieldName(field: string): string {
  return texts['letters']?.[field] ?? field;
}

export function explainFinding(code: string): string {
  return texts['findings']?.[code] ?? code;
}

/** What could not be understood in a query, in one line. */
export function explainProblem(code: string, data: Record<string, unknown>): string {
  return say(texts['searchProblems']?.[code] ?? code, data);
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(', ');
  return value === undefined || value === null ? '' : String(value);
}
