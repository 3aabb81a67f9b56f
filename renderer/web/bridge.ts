import type { Bridge } from '../../shared/contract/bridge.ts';
import type { PreparedDocument } from '../../shared/contract/letters.ts';
import { filesOf, type Letter } from '../../shared/domain/letter/state.ts';
import { pictureWidth } from '../../shared/domain/picture-widths.ts';
import { codeOf, dataOf } from '../app/errors.ts';
import { takePicturesFrom } from '../ui/pictures.ts';
import { earlyAnswer } from './early-answer.ts';
import { keepAnswer, keptAnswer } from './sending/browser-store.ts';
import { sendCommand } from './sending/queue.ts';
import { session } from './session.ts';
import { send } from './transport.ts';

/** Wider pictures are not drawn for phones. */
const WIDEST = 2240;

/** Which letter a file belongs to: by it the server knows whether it may be shown. */
const letterOfFile = new Map<string, string>();
/** Files that a person chose, by the names under which the window knows them. */
const chosen = new Map<string, File>();

type Input = Record<string, unknown>;

/** What of the window's own a page has too. */
const own: Record<string, (input: Input) => Promise<unknown>> = {
  'window.chooseFiles': chooseFiles,
  'window.saveFile': async ({ suggestedName }) => suggestedName,
  'scanning.import': ({ files }) => importAll(files as string[]),
  'dispositions.exportAttachment': saveFile,
};

/** The desk's own bridge, over HTTP: the same components ask the same things by it. */
export const bridge: Bridge = {
  async call(name, input, options) {
    const asked = input as Input;
    const here = own[name];
    if (here) return here(asked);
    if (name.startsWith('dispositions.')) return sendCommand(name, asked);
    return query(name, asked, options?.signal as AbortSignal | undefined);
  },
  // What changes is heard of by `live.ts`.
  on: () => undefined,
  pathOf: () => '',
};

/** Without a line the last answer serves. */
async function query(name: string, input: Input, signal?: AbortSignal): Promise<unknown> {
  const asked = `${session.get().me?.person.person ?? ''} ${name} ${JSON.stringify(input)}`;
  const sha256 = input['sha256'];
  const letter = typeof sha256 === 'string' ? letterOfFile.get(sha256) : undefined;
  try {
    const body = { operation: name, input: { ...input, ...(letter && { letter }) } };
    const early = await earlyAnswer(name, input);
    const answer = early ?? (await send(`/v1/call/${name}`, { body, signal }));
    void keepAnswer(asked, answer);
    return noted(name, answer);
  } catch (error) {
    if (codeOf(error) !== 'web.offline') throw error;
    const kept = await keptAnswer(asked);
    if (kept === undefined) throw error;
    return noted(name, kept);
  }
}

function noted(name: string, answer: unknown): unknown {
  if (name === 'letters.get') {
    const { letter } = answer as { letter: Letter };
    for (const sha256 of filesOf(letter)) letterOfFile.set(sha256, letter.id);
  }
  return answer;
}

export function startPictures(): void {
  takePicturesFrom((sha256, page, width) => {
    const wide = Math.min(pictureWidth(width), WIDEST);
    return `/v1/page/${letterOfFile.get(sha256)}/${sha256}/${page}?width=${wide}`;
  });
}

/** The browser's own way of choosing; a phone offers its camera. */
function chooseFiles({ multiple }: Input): Promise<string[]> {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = 'application/pdf,image/jpeg,image/png';
  field.multiple = multiple === true;
  field.hidden = true;
  document.body.append(field);
  return new Promise<string[]>((resolve) => {
    const done = () => {
      const names = [...(field.files ?? [])].map((file) => {
        const name = `file-${chosen.size}`;
        chosen.set(name, file);
        return name;
      });
      field.remove();
      resolve(names);
    };
    field.addEventListener('change', done, { once: true });
    field.addEventListener('cancel', done, { once: true });
    field.click();
  });
}

async function importAll(names: string[]) {
  const documents: PreparedDocument[] = [];
  const refused: { file: string; error: unknown }[] = [];
  for (const name of names) {
    const file = chosen.get(name);
    if (!file) continue;
    try {
      const path = `/v1/documents?name=${encodeURIComponent(file.name)}`;
      documents.push(await send<PreparedDocument>(path, { file }));
    } catch (error) {
      const data = { name: file.name, ...dataOf(error) };
      refused.push({ file: file.name, error: { code: codeOf(error), data } });
    } finally {
      chosen.delete(name);
    }
  }
  return { documents, refused };
}

async function saveFile({ letter, sha256, out }: Input): Promise<{ path: string }> {
  const link = document.createElement('a');
  link.href = `/v1/file/${String(letter)}/${String(sha256)}`;
  link.download = String(out);
  link.click();
  return { path: String(out) };
}
