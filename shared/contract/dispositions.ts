import { z } from 'zod';
import type { Letter } from '../domain/letter/state.ts';
import type { Waiting } from '../domain/letter/routing.ts';
import { type LetterRow, PreparedDocument } from './letters.ts';
import { command, query } from './operation.ts';
import { ReadSheets, SheetPaper, type SheetsRead } from './sheet-reading.ts';
import { StampPlace } from './stamp-place.ts';
import { Day, filledLine, Id, Key, lines, Sha256 } from './values.ts';

const note = lines(4000).default('');

/** What somebody does in a position; without a disposition the only one that fits is meant. */
const act = { letter: Id, position: Key, disposition: Id.optional() };

export const GiveDisposition = z.object({
  letter: Id,
  from: Key,
  to: z.array(Key).min(1).max(100),
  /** Tembusan: for information alone. */
  copies: z.array(Key).max(100).default([]),
  instructions: z.array(Key).max(100).default([]),
  note,
  due: Day.nullable().default(null),
  /** The disposition that `from` disposes further, where it received several. */
  under: Id.optional(),
  place: StampPlace.optional(),
  /** The sheet that it was written on by hand. */
  paper: SheetPaper.optional(),
});

export const routingInputs = {
  'dispositions.give': GiveDisposition,
  /** Hands a task over, as it is, to whom it belongs. */
  'dispositions.forward': z.object({ ...act, to: z.array(Key).min(1).max(100), note }),
  /** Takes a disposition back that nobody has seen. */
  'dispositions.recall': z.object({ ...act, reason: filledLine(1000) }),
  'dispositions.see': z.object({ letter: Id, position: Key }),
  /** Back to the giver, with the reason. */
  'dispositions.return': z.object({ ...act, reason: filledLine(1000) }),
  'dispositions.followUp': z.object({
    ...act,
    text: lines(10_000).pipe(z.string().min(1)),
    attachments: z.array(PreparedDocument).max(50).default([]),
  }),
  /** By the receiver for its own task, by the giver for all of it. */
  'dispositions.complete': z.object({
    ...act,
    as: z.enum(['receiver', 'giver']).optional(),
    note,
  }),
  'dispositions.reopen': z.object({
    ...act,
    /** The receiver whose task is to go on; without it the disposition that its giver closed. */
    task: Key.optional(),
    reason: filledLine(1000),
  }),
};

/** One thing that waits for a position, with what the giver asked for. */
export interface InboxItem extends Waiting {
  letter: LetterRow;
  from: string;
  instructions: string[];
  note: string;
  /** Days beyond the due date, 0 where it is not over. */
  overdue: number;
}

export interface WaitingFor {
  position: string;
  title: string;
  holder: string;
  /** All that waits, and of these: not seen yet, over its date, due today. */
  waiting: number;
  unseen: number;
  overdue: number;
  dueToday: number;
  /** The moment since which the oldest waits. */
  oldest: string;
}

export const dispositionOperations = {
  'dispositions.give': command<Letter>()(routingInputs['dispositions.give']),
  'dispositions.forward': command<Letter>()(routingInputs['dispositions.forward']),
  'dispositions.recall': command<Letter>()(routingInputs['dispositions.recall']),
  'dispositions.see': command<Letter>()(routingInputs['dispositions.see']),
  'dispositions.return': command<Letter>()(routingInputs['dispositions.return']),
  'dispositions.followUp': command<Letter>()(routingInputs['dispositions.followUp']),
  'dispositions.complete': command<Letter>()(routingInputs['dispositions.complete']),
  'dispositions.reopen': command<Letter>()(routingInputs['dispositions.reopen']),
  /** What waits for a position: overdue and urgent first. */
  'dispositions.inbox': query<InboxItem[]>()(
    z.object({ position: Key, limit: z.int().min(1).max(5000).default(500) }),
  ),
  /** What waits for whom, the longest list first; `undisposed` letters wait for a first disposition. */
  'dispositions.waiting': query<{ positions: WaitingFor[]; undisposed: number }>()(z.object({})),
  /** Reads filled-in sheets; nothing is recorded before a clerk confirms. Progress: `ReadingProgress`. */
  'dispositions.readSheets': query<SheetsRead>()(ReadSheets),
  /** Puts a paper that came with a follow-up where the person wants it. */
  'dispositions.exportAttachment': command<{ path: string; bytes: number }>()(
    z.object({ letter: Id, sha256: Sha256, out: z.string().min(1).max(4096) }),
  ),
  /** The disposition sheet, ready to print; blank boxes before the disposition is given. */
  'dispositions.sheet': query<{ sha256: string; path: string; bytes: number; pages: number }>()(
    z.object({ letter: Id, size: z.enum(['A4', 'A5']).default('A4') }),
  ),
};
