import type { Language } from '../../shared/contract/window.ts';
import en from '../../shared/i18n/menu.en.json' with { type: 'json' };
import id from '../../shared/i18n/menu.id.json' with { type: 'json' };

export type Words = typeof id;

export const wordsOf = (language: Language): Words => (language === 'en' ? en : id);
