import { z } from 'zod';
import { command, query } from './operation.ts';

/**
 * Operations that the desk's window answers by itself, beside the core's. Paths come from the
 * system's dialogs, or from a person's drop, and go to the core as they are.
 */
export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

export const Language = z.enum(['id', 'en']);
export type Language = z.infer<typeof Language>;

/** What a dialog shows: `letters` are the kinds that can be imported, `pictures` those without PDF. */
export const FileKind = z.enum(['letters', 'pictures', 'pdf', 'csv', 'xlsx', 'any']);
export type FileKind = z.infer<typeof FileKind>;

export interface WindowInfo {
  versions: { app: string; electron: string; chrome: string; node: string };
  /** The archive's folder. */
  home: string;
  theme: Theme;
  /** What `system` comes to at this moment. */
  dark: boolean;
  language: Language;
}

const path = z.string().min(1).max(4096);

export const windowOperations = {
  /** The chosen paths; empty when the person changed their mind. */
  'window.chooseFiles': query<string[]>()(
    z.object({ kinds: z.array(FileKind).min(1), multiple: z.boolean().default(true) }),
  ),
  /** Null when the person changed their mind. */
  'window.chooseFolder': query<string | null>()(z.object({})),
  /** Where to save; null when the person changed their mind. */
  'window.saveFile': query<string | null>()(
    z.object({ suggestedName: z.string().min(1).max(200), kind: FileKind }),
  ),
  /**
   * Prints a PDF: on the system's printer where there is one (`printed`), else in the system's own
   * viewer (`opened`). Errors: `print.notPdf`, `print.refused`.
   */
  'window.print': command<{ how: 'printed' | 'opened' }>()(
    z.object({ path, copies: z.int().min(1).max(99).default(1) }),
  ),
  'window.showInFolder': command<null>()(z.object({ path })),
  'window.setTheme': command<null>()(z.object({ theme: Theme })),
  'window.setLanguage': command<null>()(z.object({ language: Language })),
  'window.info': query<WindowInfo>()(z.object({})),
  /** Starts the core again after `core.died` or `core.failed`. */
  'window.restartCore': command<null>()(z.object({})),
};

/** Events that main sends by itself, beside the core's. */
export interface WindowEvents {
  /** The core ended by itself; calls in flight were rejected with `core.gone`. */
  'core.died': { code: number | null; signal: string | null };
  /** The core could not open the archive; every call is answered with this error. */
  'core.failed': { code: string; data: Record<string, unknown> };
  'core.ready': null;
  'window.theme': { theme: Theme; dark: boolean };
}
