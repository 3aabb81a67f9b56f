import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import {
  kindOf,
  PrintWanted,
  type PrintJob,
  type PrintKind,
} from '../../../shared/contract/printing.ts';
import type { Archive } from '../archive/archive.ts';
import type { Reader } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import type { CoreContext } from '../context.ts';
import { mustCount } from '../letters/must-count.ts';
import { changeLetter, knownLetter } from '../letters/store.ts';
import { changeOfficeWithin, foundedOffice } from '../office/store.ts';
import { cancelJob, readJobs, readPrinters, spool } from './cups.ts';
import { makePrint, mediaOf } from './make-print.ts';
import { printerFor } from './choices.ts';

interface Stored {
  id: number;
  job: string;
  wanted: string;
  kind: PrintKind;
  title: string;
  letter: string | null;
  printer: string;
  copies: number;
  pages: number;
  sha256: string;
  at: string;
  state: PrintJob['state'];
  reason: string;
}

type How = Omit<ParsedInputOf<'printing.print'>, 'print'>;

/**
 * Prints, and keeps as a fact that it was printed. Throws `print.…`, and `letter.cancelled` for a
 * letter whose number no longer counts.
 */
export async function print(
  context: CoreContext,
  { print: wanted, ...how }: ParsedInputOf<'printing.print'>,
): Promise<PrintJob> {
  const { archive } = context;
  const letters = lettersOf(wanted).map((id) => knownLetter(archive.read, id));
  letters.forEach(mustCount);
  const kind = kindOf(wanted);
  const printer = how.printer ?? (await usualPrinter(archive.read, kind));
  const { path, title, pages, sha256, each } = await makePrint(context, wanted);
  const { copies, duplex } = how;
  const job = await spool({ path, title, printer, copies, duplex, media: mediaOf(wanted) });
  const printed = { kind, copies, sha256, printer };
  const letter = 'letter' in wanted ? wanted.letter : null;
  const id = archive.write((writer) => {
    const office = foundedOffice(writer);
    for (const [at, { id: one }] of letters.entries()) {
      const input = { ...printed, pages: each?.[at] ?? pages };
      changeLetter(archive, writer, one, { name: 'letters.recordPrint', input }, office);
    }
    if (letters.length === 0) {
      const input = { ...printed, pages };
      changeOfficeWithin(archive, writer, { name: 'office.recordPrint', input });
    }
    const at = new Date(archive.scribe.now()).toISOString();
    writer.run(sql`INSERT INTO print_jobs
      (job, wanted, kind, title, letter, printer, copies, pages, sha256, at, state, reason)
      VALUES (${job}, ${JSON.stringify(wanted)}, ${kind}, ${title}, ${letter},
        ${printer}, ${copies}, ${pages}, ${sha256}, ${at}, 'waiting', '')`);
    return writer.get<{ id: number }>(sql`SELECT last_insert_rowid() AS id`)!.id;
  });
  return jobOf(stored(archive.read, id));
}

function lettersOf(wanted: PrintWanted): string[] {
  if ('letters' in wanted) return wanted.letters;
  return 'letter' in wanted ? [wanted.letter] : [];
}

async function usualPrinter(reader: Reader, kind: PrintKind): Promise<string> {
  const chosen = printerFor(reader, kind);
  if (chosen !== undefined) return chosen;
  const printers = await readPrinters();
  const usual = printers.find(({ isDefault }) => isDefault) ?? only(printers);
  if (usual) return usual.name;
  const known = printers.map(({ name }) => name);
  throw new LontarError(known.length === 0 ? 'print.no-printer' : 'print.which', { known });
}

const only = <Item>(items: Item[]) => (items.length === 1 ? items[0] : undefined);

/** Once more, from the same input: while the facts are the same, the same bytes. */
export async function printAgain(
  context: CoreContext,
  { job, ...how }: { job: number } & How,
): Promise<PrintJob> {
  const { wanted, printer } = stored(context.archive.read, job);
  const print_ = PrintWanted.parse(JSON.parse(wanted));
  return print(context, { ...how, print: print_, printer: how.printer ?? printer });
}

export async function cancelPrint({ archive }: CoreContext, id: number): Promise<PrintJob> {
  const { job, state } = stored(archive.read, id);
  if (isOver(state)) throw new LontarError('print.over', { state });
  await cancelJob(job);
  await follow(archive);
  return jobOf(stored(archive.read, id));
}

/** The newest first. What the system says of them is asked anew and kept. */
export async function jobsOf({ archive }: CoreContext, limit: number): Promise<PrintJob[]> {
  await follow(archive);
  return archive.read
    .all<Stored>(sql`SELECT * FROM print_jobs ORDER BY id DESC LIMIT ${limit}`)
    .map(jobOf);
}

async function follow(archive: Archive): Promise<void> {
  const open = archive.read.all<Stored>(
    sql`SELECT * FROM print_jobs WHERE state IN ('waiting', 'printing', 'stopped')`,
  );
  if (open.length === 0) return;
  const known = await readJobs();
  const changed = open.flatMap((one) => {
    const now = known.get(Number(/-(\d+)$/.exec(one.job)?.[1])) ?? {
      state: 'gone' as const,
      reason: '',
    };
    return now.state === one.state && now.reason === one.reason ? [] : [{ id: one.id, ...now }];
  });
  if (changed.length === 0) return;
  archive.write((writer) => {
    for (const { id, state, reason } of changed) {
      writer.run(sql`UPDATE print_jobs SET state = ${state}, reason = ${reason} WHERE id = ${id}`);
    }
  });
}

function stored(reader: Reader, id: number): Stored {
  const found = reader.get<Stored>(sql`SELECT * FROM print_jobs WHERE id = ${id}`);
  if (!found) throw new LontarError('print.unknown-job', { job: id });
  return found;
}

function jobOf({ id, kind, title, letter, printer, copies, pages, at, state, reason }: Stored) {
  return { id, kind, title, letter, printer, copies, pages, at, state, reason };
}

const isOver = (state: PrintJob['state']) => !['waiting', 'printing', 'stopped'].includes(state);
