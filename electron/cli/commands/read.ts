import { availableParallelism } from 'node:os';
import { toWireError } from '../../../shared/contract/error.ts';
import type { SuggestedFields, Suggestion } from '../../../shared/contract/reading.ts';
import { closeCommonPdfium } from '../../core/pages/pdfium.ts';
import { closeReading } from '../../core/reading/read-file.ts';
import { readLetter } from '../../core/reading/read-letter.ts';
import { needed } from '../arguments.ts';
import type { Command, Out } from '../command.ts';
import { explain, fieldName, say, words } from '../words.ts';

export const read: Command = {
  usage: 'read FILE…',
  flags: {},
  async run(given, out) {
    needed(given.words[0], 'FILE', this.usage);
    let failed = 0;
    try {
      for await (const tell of inOrder(given.words, availableParallelism(), readOne)) {
        if (!tell(out)) failed += 1;
      }
    } finally {
      await closeReading();
      await closeCommonPdfium();
    }
    if (failed === 0) return 0;
    return given.words.length === 1 ? 2 : 1;
  },
};

/** Several at once, told in the order given. */
async function* inOrder<In, Done>(
  items: readonly In[],
  most: number,
  work: (item: In) => Promise<Done>,
): AsyncGenerator<Done> {
  const ahead: Promise<Done>[] = [];
  for (let index = 0; index < items.length; index++) {
    while (ahead.length < Math.min(items.length, index + most)) {
      ahead.push(work(items[ahead.length]!));
    }
    yield await ahead[index]!;
  }
}

/** Never throws: what is wrong with a file stands in its line. */
async function readOne(file: string): Promise<(out: Out) => boolean> {
  const began = performance.now();
  const ms = () => Math.round(performance.now() - began);
  try {
    const { engine, pages, fields } = await readLetter(file);
    const line = { file, engine, pages: pages.length, ms: ms(), fields: inWords(fields) };
    return (out) => {
      out.result(line, () => sentences(file, line.fields));
      return true;
    };
  } catch (error) {
    const refusal = toWireError(error);
    const line = { file, code: refusal.code, message: explain(refusal), ms: ms() };
    return (out) => {
      out.result(line, () => []);
      out.note(say(words.unreadFile, { file, message: line.message }));
      return false;
    };
  }
}

const urgencies = {
  biasa: 'Biasa',
  segera: 'Segera',
  'sangat-segera': 'Sangat Segera',
  penting: 'Penting',
};
const secrecies = { B: 'Biasa', T: 'Terbatas', R: 'Rahasia', SR: 'Sangat Rahasia' };

/** Urgency and secrecy by the words that letters write. */
function inWords(fields: SuggestedFields) {
  const { urgency, secrecy } = fields;
  return {
    ...fields,
    urgency: { ...urgency, value: urgency.value && urgencies[urgency.value] },
    secrecy: { ...secrecy, value: secrecy.value && secrecies[secrecy.value] },
  };
}

function sentences(file: string, fields: Record<string, Suggestion<string>>): string[] {
  const lines = Object.entries(fields).map(([name, { value, confidence }]) =>
    value === null
      ? `  ${fieldName(name)}: -`
      : `  ${fieldName(name)}: ${value} (${Math.round(confidence * 100)} %)`,
  );
  return [file, ...lines];
}
