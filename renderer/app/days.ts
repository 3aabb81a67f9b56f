import { dayInWords, dayOf } from '../../shared/domain/dates.ts';
import type { Language } from '../../shared/contract/window.ts';

/** A calendar day as the language writes it: `13 Juni 2024`, `13 June 2024`. */
export function dayText(day: string | null, language: Language): string {
  if (day === null || day === '') return '';
  if (language === 'id') return dayInWords(day);
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

const two = (value: number) => String(value).padStart(2, '0');

/** A moment on this machine's clock: `13 Juni 2024, 09.41`. */
export function momentText(at: string, language: Language): string {
  const moment = new Date(at);
  const separator = language === 'id' ? '.' : ':';
  const time = `${two(moment.getHours())}${separator}${two(moment.getMinutes())}`;
  return `${dayText(dayOf(moment), language)}, ${time}`;
}

export const today = () => dayOf(new Date());

const thousands = { id: new Intl.NumberFormat('id-ID'), en: new Intl.NumberFormat('en-GB') };
export const countText = (count: number, language: Language) => thousands[language].format(count);
