import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Language, Theme } from '../../shared/contract/window.ts';

export interface Bounds {
  x?: number;
  y?: number;
  width: number;
  height: number;
}

/** What a window remembers from one day to the next; nothing of the archive is in it. */
export interface Preferences {
  bounds: Bounds;
  maximized: boolean;
  theme: Theme;
  language: Language;
}

export const DEFAULT_PREFERENCES: Preferences = {
  bounds: { width: 1280, height: 800 },
  maximized: false,
  theme: 'system',
  language: 'id',
};

const isLength = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 100_000;

function parseBounds(value: unknown): Bounds {
  const { x, y, width, height } = Object(value) as Record<string, unknown>;
  if (!isLength(width) || !isLength(height) || width < 400 || height < 300) {
    return DEFAULT_PREFERENCES.bounds;
  }
  return isLength(x) && isLength(y) ? { x, y, width, height } : { width, height };
}

/** Takes what makes sense of a file that anything may have happened to; by hand, before zod loads. */
export function parsePreferences(text: string): Preferences {
  let value: Record<string, unknown>;
  try {
    value = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return DEFAULT_PREFERENCES;
  }
  return {
    bounds: parseBounds(value.bounds),
    maximized: value.maximized === true,
    theme: value.theme === 'light' || value.theme === 'dark' ? value.theme : 'system',
    language: value.language === 'en' ? 'en' : 'id',
  };
}

export function readPreferences(file: string): Preferences {
  try {
    return parsePreferences(readFileSync(file, 'utf8'));
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

/** A lost window position costs nothing: no sync to the disk, only never half a file. */
export function writePreferences(file: string, preferences: Preferences): void {
  writeFileSync(`${file}.new`, JSON.stringify(preferences));
  renameSync(`${file}.new`, file);
}
