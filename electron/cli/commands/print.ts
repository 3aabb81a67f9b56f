import path from 'node:path';
import { LontarError } from '../../../shared/contract/error.ts';
import { PrinterName, PrintKind, PrintWanted } from '../../../shared/contract/printing.ts';
import { dayOf } from '../../../shared/domain/dates.ts';
import { copyDurably } from '../../core/archive/durable.ts';
import type { Core } from '../../core/core.ts';
import { type Given, needed, valueOf } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';
import { lettersOf } from '../many.ts';
import { say, words } from '../words.ts';
import { readDate } from './fields.ts';

export const print: Command = {
  usage:
    'print KIND [LETTER…] (--printer NAME [--copies N] [--duplex] | --out FILE) [--size A4|A5|A4x2|A6|roll80] ' +
    '[--book KEY] [--from DATE --until DATE] [--location TEXT]',
  flags: {
    printer: { type: 'string' },
    out: { type: 'string' },
    copies: { type: 'string' },
    duplex: { type: 'boolean' },
    size: { type: 'string' },
    book: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    location: { type: 'string' },
  },
  async run(given, out) {
    const kind = valueOf(PrintKind, 'KIND', needed(given.words[0], 'KIND', this.usage));
    const file = given.text('out');
    const printer = valueOf(PrinterName.optional(), 'printer', given.text('printer'));
    if (file !== undefined && printer !== undefined) {
      throw new LontarError('usage.too-many', { what: '--printer, --out', usage: this.usage });
    }
    await withCore(async (core) => {
      const wanted = await readWanted(core, kind, given, this.usage);
      if (file !== undefined) {
        const made = await core.call('printing.make', { print: wanted });
        const target = path.resolve(file);
        await copyDurably(made.path, target);
        const { sha256, bytes, pages } = made;
        out.result({ kind, out: target, sha256, bytes, pages }, () =>
          say(words.exported, { out: target, bytes }),
        );
        return;
      }
      const copies = given.text('copies');
      const job = await core.call('printing.print', {
        print: wanted,
        duplex: given.is('duplex'),
        ...(printer !== undefined && { printer }),
        ...(copies !== undefined && kind !== 'separators' && { copies: Number(copies) }),
      });
      out.result(job, () => say(words.printed, { ...job }));
    });
  },
};

/** Which flags mean something for which print. */
const fitting: Record<PrintKind, string[]> = {
  sheet: [],
  receipt: [],
  agenda: ['book', 'from', 'until'],
  courier: ['from', 'until'],
  separators: ['book'],
  label: ['location'],
};

async function readWanted(
  core: Core,
  kind: PrintKind,
  given: Given,
  usage: string,
): Promise<PrintWanted> {
  const today = dayOf(new Date());
  const day = (flag: string, otherwise: string) => {
    const text = given.text(flag);
    return text === undefined ? otherwise : readDate(text, flag);
  };
  const some = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value });
  const book = some('book', given.text('book'));
  const input = { kind, ...some('size', given.text('size')) };
  for (const flag of ['from', 'until', 'location', 'book'] as const) {
    if (!fitting[kind].includes(flag) && given.text(flag) !== undefined) {
      throw new LontarError('usage.too-many', { what: `--${flag}`, usage });
    }
  }
  switch (kind) {
    case 'sheet':
    case 'receipt': {
      const [, first, ...others] = given.words;
      const text = needed(first, 'LETTER', usage);
      if (others.length === 0) {
        return wantedOf({ ...input, letter: await letterOf(core, text) }, given);
      }
      // On both sides of the paper each letter begins on a sheet of its own.
      const letters = await lettersOf(core, [text, ...others]);
      return wantedOf({ ...input, kind: `${kind}s`, letters, fronts: given.is('duplex') }, given);
    }
    case 'agenda':
    case 'courier': {
      const from = day('from', today);
      return wantedOf({ ...input, ...book, from, until: day('until', today) }, given);
    }
    case 'separators': {
      const copies = given.text('copies');
      return wantedOf({ ...input, ...book, ...some('copies', copies && Number(copies)) }, given);
    }
    case 'label':
      return wantedOf(
        { ...input, location: needed(given.text('location'), '--location', usage) },
        given,
      );
  }
}

function wantedOf(input: object, given: Given): PrintWanted {
  const parsed = PrintWanted.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const stray = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const flag = stray ?? String(issue?.path[0] ?? 'KIND');
  const value = given.text(flag) ?? '';
  throw new LontarError('usage.value', { flag: `--${flag}`, value, expected: issue?.message });
}
