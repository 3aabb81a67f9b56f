import en from '../../shared/i18n/server.en.json' with { type: 'json' };
import id from '../../shared/i18n/server.id.json' with { type: 'json' };

export interface Told {
  language: 'id' | 'en';
  dispositions: number;
  letters: number;
  overdue: number;
  urgent: number;
}

/** How much, and how urgent: never a letter's number, sender, subject, or a name. */
export function textOf(told: Told): string {
  const words = (told.language === 'en' ? en : id).notices;
  const parts = (['dispositions', 'letters', 'overdue'] as const).flatMap((what) => {
    const count = told[what];
    if (count === 0) return [];
    const sentence = count === 1 ? words[`${what}One`] : words[what];
    return [sentence.replace('{{count}}', String(count))];
  });
  const urgent = told.urgent > 0 ? [words.urgent.replace('{{count}}', String(told.urgent))] : [];
  return [parts.join(', '), ...urgent].join('; ');
}

export const openingOf = (language: 'id' | 'en') => (language === 'en' ? en : id).notices.open;
