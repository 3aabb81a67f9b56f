import { BrowserWindow, app, dialog, nativeTheme, shell } from 'electron';
import type { FileFilter } from 'electron';
import { LontarError } from '../../shared/contract/error.ts';
import type { FileKind, Language, Theme, WindowInfo } from '../../shared/contract/window.ts';
import { windowOperations } from '../../shared/contract/window.ts';
import type { Words } from './words.ts';

const EXTENSIONS: Record<FileKind, string[]> = {
  letters: ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff'],
  pictures: ['jpg', 'jpeg', 'png', 'tif', 'tiff'],
  pdf: ['pdf'],
  csv: ['csv'],
  xlsx: ['xlsx'],
  any: ['*'],
};

/** What the operations of the window reach in main. */
export interface Desk {
  readonly home: string;
  readonly theme: Theme;
  readonly language: Language;
  readonly words: Words;
  setTheme(theme: Theme): void;
  setLanguage(language: Language): void;
  restartCore(): Promise<void>;
}

type Name = keyof typeof windowOperations;

function filters(kinds: readonly FileKind[], words: Words): FileFilter[] {
  return kinds.map((kind) => ({ name: words.kinds[kind], extensions: EXTENSIONS[kind] }));
}

/** A dialog hangs on the window that asked, so that it can't be lost behind it. */
function over<Options, Result>(
  show: ((window: BrowserWindow, options: Options) => Promise<Result>) &
    ((options: Options) => Promise<Result>),
  options: Options,
): Promise<Result> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  return window === undefined ? show(options) : show(window, options);
}

async function answer(name: Name, given: unknown, desk: Desk): Promise<unknown> {
  const parse = <N extends Name>(_: N) => {
    const parsed = windowOperations[_].input.safeParse(given);
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => ({
        path: issue.path.map(String).join('.'),
        message: issue.message,
      }));
      throw new LontarError('input.invalid', { operation: name, issues });
    }
    return parsed.data as ReturnType<(typeof windowOperations)[N]['input']['parse']>;
  };
  switch (name) {
    case 'window.chooseFiles': {
      const { kinds, multiple } = parse(name);
      const { filePaths } = await over(dialog.showOpenDialog, {
        filters: filters(kinds, desk.words),
        properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
      });
      return filePaths;
    }
    case 'window.chooseFolder': {
      parse(name);
      const { filePaths } = await over(dialog.showOpenDialog, {
        properties: ['openDirectory', 'createDirectory'],
      });
      return filePaths[0] ?? null;
    }
    case 'window.saveFile': {
      const { suggestedName, kind } = parse(name);
      const { filePath } = await over(dialog.showSaveDialog, {
        defaultPath: suggestedName,
        filters: filters([kind], desk.words),
      });
      return filePath || null;
    }
    case 'window.print': {
      const { path, copies } = parse(name);
      const { printPdf } = await import('./print.ts');
      return printPdf(path, copies);
    }
    case 'window.showInFolder':
      shell.showItemInFolder(parse(name).path);
      return null;
    case 'window.setTheme':
      desk.setTheme(parse(name).theme);
      return null;
    case 'window.setLanguage':
      desk.setLanguage(parse(name).language);
      return null;
    case 'window.restartCore':
      parse(name);
      await desk.restartCore();
      return null;
    default:
      parse(name);
      return info(desk);
  }
}

function info({ home, theme, language }: Desk): WindowInfo {
  const { electron, chrome, node } = process.versions;
  const versions = { app: app.getVersion(), electron, chrome, node };
  return { versions, home, theme, dark: nativeTheme.shouldUseDarkColors, language };
}

/** Answers a call of the window itself. Errors: `operation.unknown`, `input.invalid`, and the operation's. */
export async function answerWindow(name: string, input: unknown, desk: Desk): Promise<unknown> {
  if (!Object.hasOwn(windowOperations, name)) throw new LontarError('operation.unknown', { name });
  return answer(name as Name, input, desk);
}
