import { changeLanguage as change, exists, use as extend } from 'i18next';
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

/** @param resources the words of both languages, or as many sections of them as will be said */
export function startWords(resources: Record<Language, Words>): void {
  const language = localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'id';
  document.documentElement.lang = language;
  void extend(initReactI18next).init({
    resources,
    lng: language,
    fallbackLng: 'id',
    // Codes of errors have dots in them.
    keySeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
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
  document.documentElement.lang = language;
  void change(language);
}
