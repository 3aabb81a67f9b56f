import type { Language } from '../../shared/contract/window.ts';
import { ask } from './api.ts';
import { changeLanguage } from './words.ts';

/** In this window, and in the system's own menu. */
export function chooseLanguage(language: Language): void {
  changeLanguage(language);
  void ask('window.setLanguage', { language });
}
