import words, { changeLanguage as change, exists, use as extend } from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../shared/contract/window.ts';

type Sections = typeof import('../../shared/i18n/id.json');
/** `section:key`, checked by the compiler. */
export type WordKey = {
  [Section in keyof Sections]: `${Section & string}:${keyof Sections[Section] & string}`;
}[keyof Sections];
export type Say = (key: WordKey, data?: Record<string, unknown>) => string;

const LANGUAGE = 'lontar.language';

type Words = Partial<Record<keyof Sections, Record<string, string>>>;

let english: () => Promise<Words>;
let wanted: Language = 'id';

/**
 * @param id Indonesian, which also stands in for what the other lacks; all of it, or as many sections as
 * will be said
 * @param en English, loaded only when it is chosen
 * @returns when the language that was chosen last can be said
 */
export async function startWords(id: Words, en: () => Promise<Words>): Promise<void> {
  english = en;
  const language = localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'id';
  void extend(initReactI18next).init({
    resources: { id },
    lng: 'id',
    fallbackLng: 'id',
    // Codes of errors have dots in them.
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await sayIn(language);
}

export const has = (key: string) => exists(key);

export function useSay(): Say {
  const { t } = useTranslation();
  return useCallback((key, data) => t(key as string, data ?? {}) as string, [t]);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'id';
}

export function changeLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE, language);
  void sayIn(language);
}

async function sayIn(language: Language): Promise<void> {
  wanted = language;
  if (language === 'en') {
    for (const [section, said] of Object.entries(await english())) {
      words.addResourceBundle(language, section, said);
    }
  }
  // Another may have been chosen while the words were on their way.
  if (language !== wanted) return;
  document.documentElement.lang = language;
  await change(language);
}
