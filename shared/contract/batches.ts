import { z } from 'zod';
import type { WireError } from './error.ts';
import type { PreparedDocument } from './letters.ts';
import { command, query } from './operation.ts';
import { DeviceId, PageSize, ScanMode, ScanRequest } from './scanning.ts';
import { filledLine, Id, Key, line, type Moment } from './values.ts';

/** Which way the paper goes. `manual-duplex`: all fronts, then the pile turned over for the backs. */
export const PaperWay = z.enum(['flatbed', 'feeder', 'duplex', 'manual-duplex']);
export type PaperWay = z.infer<typeof PaperWay>;

/** What is done to a copy of each page; the page as scanned stays beside it until the batch is closed. */
export const CleanUp = z.object({
  deskew: z.boolean().default(true),
  crop: z.boolean().default(true),
  upright: z.boolean().default(true),
  /** `auto` chooses by content. */
  mode: z.enum(['auto', 'color', 'gray', 'lineart', 'keep']).default('auto'),
  /** Of JPEG, 1 to 100. */
  quality: z.int().min(30).max(95).default(75),
});
export type CleanUp = z.infer<typeof CleanUp>;

/** Where a new document begins, beside what is split and joined by hand. */
export const Splitting = z.discriminatedUnion('by', [
  z.object({ by: z.literal('none') }),
  z.object({ by: z.literal('separators') }),
  /** A blank page stands between two documents and is in neither. */
  z.object({ by: z.literal('blank') }),
  z.object({ by: z.literal('pages'), pages: z.int().min(1).max(1000) }),
]);
export type Splitting = z.infer<typeof Splitting>;

const request = ScanRequest.shape;

const settings = {
  /** Null: the first device that is found. */
  device: DeviceId.nullable(),
  way: PaperWay,
  /** Dots per inch. */
  resolution: request.resolution.unwrap(),
  /** `auto` scans in colour and lets the clean-up choose. */
  mode: z.enum([...ScanMode.options, 'auto']),
  size: PageSize,
  /** Further settings by the driver's names. */
  options: request.options.unwrap(),
  /** Null: pages stay as they were scanned. */
  cleanUp: CleanUp.nullable(),
  splitting: Splitting,
  /** `{date}`, `{time}`, `{n}` (the document's number in the batch) and `{book}` are filled in. */
  naming: filledLine(120),
  /** Asks an empty feeder again and again until paper lies in it. */
  waitForPaper: z.boolean(),
  /** Whether the feed stops where two sheets go through at once, on devices that can tell. */
  doubleFeed: z.enum(['as-device', 'on', 'off']),
  /** So many pages should come; a warning says when there are more or fewer. */
  expected: z.int().min(1).max(5000).nullable(),
};

export const ScanSettings = z.object({
  device: settings.device.default(null),
  way: settings.way.default('feeder'),
  resolution: settings.resolution.default(300),
  mode: settings.mode.default('auto'),
  size: settings.size.default('a4'),
  options: settings.options.default({}),
  cleanUp: settings.cleanUp.default(() => CleanUp.parse({})),
  splitting: settings.splitting.default({ by: 'separators' }),
  naming: settings.naming.default('Pindai {date} {time} ({n})'),
  waitForPaper: settings.waitForPaper.default(false),
  doubleFeed: settings.doubleFeed.default('as-device'),
  expected: settings.expected.default(null),
});
export type ScanSettings = z.infer<typeof ScanSettings>;

/** Those to change; what is left out stays as it is. */
const SettingsChange = z.object(settings).partial();

export const ScanProfile = ScanSettings.extend({
  key: Key,
  name: filledLine(80),
  /** Registering follows at once when all pages are in and nothing has to be looked at. */
  straight: z.boolean().default(false),
});
export type ScanProfile = z.infer<typeof ScanProfile>;

/** A page's number within its batch: given in the order of arrival, never given twice. */
export const PageNumber = z.int().min(1).max(100_000);

const pages = z.array(PageNumber).min(1).max(5000);

export const BatchEdit = z.discriminatedUnion('kind', [
  /** Clockwise, beside whatever the clean-up has turned. */
  z.object({ kind: z.literal('turn'), pages, by: z.literal([90, 180, 270]) }),
  z.object({ kind: z.literal('delete'), pages }),
  z.object({ kind: z.literal('restore'), pages }),
  /** In their order, before another page, or to the end. */
  z.object({ kind: z.literal('move'), pages, before: PageNumber.nullable() }),
  /** `split`: a document begins here; `join`: none does, whatever the rule says; `auto`: as the rule says. */
  z.object({
    kind: z.literal('boundary'),
    page: PageNumber,
    boundary: z.enum(['auto', 'split', 'join']),
  }),
  /** Whether the sheet is a separator; null believes what was seen on it. */
  z.object({
    kind: z.literal('separator'),
    page: PageNumber,
    is: z.boolean().nullable(),
    /** The book for the letters behind it, where the sheet itself names none. */
    book: Key.nullable().default(null),
  }),
  /** The blank page is meant to be there, and is a page like any other. */
  z.object({ kind: z.literal('accept-blank'), pages, accept: z.boolean().default(true) }),
  z.object({ kind: z.literal('splitting'), splitting: Splitting }),
]);
export type BatchEdit = z.infer<typeof BatchEdit>;

/** Where the next pages go; `replace` takes the place of a page that was scanned badly. */
export const FeedTarget = z.discriminatedUnion('to', [
  z.object({ to: z.literal('end') }),
  /** Behind this page; null is before the first. */
  z.object({ to: z.literal('after'), page: PageNumber.nullable() }),
  z.object({ to: z.literal('replace'), page: PageNumber }),
]);
export type FeedTarget = z.infer<typeof FeedTarget>;

export const BatchStatus = z.enum(['open', 'closing', 'closed', 'discarded']);
export type BatchStatus = z.infer<typeof BatchStatus>;

/** A page as the scanning desk shows it. */
export interface BatchPage {
  page: number;
  /** Pixels and dots per inch as scanned. */
  width: number;
  height: number;
  resolution: number;
  /** Known of pages from a duplex feed. */
  side: 'front' | 'back' | null;
  /** Turned by hand, clockwise. */
  turn: 0 | 90 | 180 | 270;
  deleted: boolean;
  /** `waiting`: not cleaned yet; `failed`: the page stays as scanned, `failure` says why. */
  cleaning: 'waiting' | 'done' | 'failed';
  failure: string | null;
  blank: boolean;
  blankAccepted: boolean;
  /** Left out of every document. */
  isSeparator: boolean;
  /** Looks like a separator whose code can't be read, and nobody has said yet what it is. */
  asks: boolean;
  book: string | null;
  boundary: 'auto' | 'split' | 'join';
  /** The page of which this seems to be a second picture. */
  repeats: number | null;
  /** Which of `documents` it is in; null for a page that is in none. */
  document: number | null;
  /** It is in a finished document and can't be changed any more. */
  made: boolean;
  /** Another text whenever its picture has become another: part of the picture's address. */
  view: string;
}

/** A document as closing would make it now. */
export interface BatchDocument {
  pages: number[];
  /** From its separator: where the letter should be registered. */
  book: string | null;
  name: string;
  begins: 'first' | 'separator' | 'blank' | 'count' | 'hand';
}

/** A finished document: safely a draft. */
export interface MadeBatchDocument {
  document: PreparedDocument;
  book: string | null;
  pages: number[];
}

export interface BatchWarning {
  code:
    | 'batch.count-differs'
    | 'batch.sides-differ'
    | 'batch.blank-pages'
    | 'batch.repeated-pages'
    | 'batch.separator-damaged'
    | 'batch.cleaning-failed';
  pages: number[];
  data: Record<string, number>;
}

export interface BatchSummary {
  batch: string;
  at: Moment;
  profile: string;
  status: BatchStatus;
  /** Not deleted. */
  pages: number;
  documents: number;
  /** Why it can't be opened here, such as `batch.newer`; its pages are untouched. */
  problem: string | null;
}

export interface BatchView extends BatchSummary {
  settings: ScanSettings;
  /** In order, deleted ones in their place. */
  sheets: BatchPage[];
  parts: BatchDocument[];
  made: MadeBatchDocument[];
  warnings: BatchWarning[];
  /** `flip`: the fronts are in, the pile is to be turned over; `resume`: the last feed was cut off. */
  next: 'scan' | 'flip' | 'resume';
  /** What cut the last feed off. */
  stopped: WireError | null;
  /** Pages that wait for the clean-up. */
  waiting: number;
  busy: 'scanning' | 'closing' | null;
  /** What one step back or forward would be about. */
  undo: BatchEdit['kind'] | 'replace' | null;
  redo: BatchEdit['kind'] | 'replace' | null;
}

/** How a feed ended. The pages are safe, whatever stopped it. */
export interface FeedAnswer {
  /** Numbers of the pages that came. */
  came: number[];
  stopped: WireError | null;
  next: BatchView['next'];
}

export interface ClosedBatch {
  batch: string;
  documents: MadeBatchDocument[];
}

/** What scanning, adding and closing report. A page is told of once it is safe. */
export type BatchProgress =
  | { step: 'waiting-for-paper' }
  | { step: 'page'; percent: number }
  | { step: 'kept'; page: number }
  | { step: 'cleaning'; left: number }
  | { step: 'document'; done: number; total: number };

const one = z.object({ batch: Id });
/** Although the device says that its feeder is empty: some say so with paper in it. */
const anyway = z.boolean().default(false);

export const batchOperations = {
  'batches.profiles': query<ScanProfile[]>()(z.object({})),
  'batches.saveProfile': command<ScanProfile[]>()(ScanProfile),
  'batches.removeProfile': command<ScanProfile[]>()(z.object({ key: Key })),
  'batches.get': query<BatchView>()(one),
  'batches.open': command<BatchView>()(
    z.object({
      /** Its settings are copied; what is given beside it comes before them. */
      profile: Key.optional(),
      settings: SettingsChange.optional(),
    }),
  ),
  /** Changes how the batch goes on: another device, say, when the first one has died. */
  'batches.change': command<BatchView>()(
    z.object({ batch: Id, settings: SettingsChange.omit({ splitting: true }) }),
  ),
  /** Feeds until the paper is out, or one page from the glass. After the fronts, the backs. */
  'batches.scan': command<FeedAnswer>()(
    z.object({
      batch: Id,
      target: FeedTarget.default({ to: 'end' }),
      side: z.enum(['auto', 'fronts']).default('auto'),
      anyway,
    }),
  ),
  /** Goes on with the feed that was cut off. */
  'batches.resume': command<FeedAnswer>()(z.object({ batch: Id, anyway })),
  /** Pictures from files, as if they had been scanned. */
  'batches.add': command<FeedAnswer>()(
    z.object({
      batch: Id,
      files: z.array(z.string().min(1).max(4096)).min(1).max(5000),
      target: FeedTarget.default({ to: 'end' }),
    }),
  ),
  'batches.edit': command<BatchView>()(z.object({ batch: Id, edit: BatchEdit })),
  'batches.undo': command<BatchView>()(one),
  'batches.redo': command<BatchView>()(one),
  /** Puts the whole batch aside; `batches.restore` takes it back until it is closed. */
  'batches.discard': command<BatchView>()(one),
  'batches.restore': command<BatchView>()(one),
  /** Makes every document a draft, then lets the pages go. Of a discarded batch only the latter. */
  'batches.close': command<ClosedBatch>()(one),
  'batches.picture': query<{ type: string; bytes: Uint8Array }>()(
    z.object({
      batch: Id,
      page: PageNumber,
      version: z.enum(['clean', 'raw']).default('clean'),
      /** Pixels across, after turning. */
      width: z.int().min(16).max(4000),
      /** `BatchPage.view`: it makes the address new, and is not looked at. */
      view: line(100).optional(),
    }),
  ),
};
