import { z } from 'zod';
import type { WireError } from './error.ts';
import type { PreparedDocument } from './letters.ts';
import { command, query } from './operation.ts';
import { Key, Sha256 } from './values.ts';

/**
 * Where pages come from: SANE drivers, the driverless network protocol eSCL, Windows Image
 * Acquisition, and TWAIN drivers through NAPS2.
 */
export const SourceKind = z.enum(['sane', 'escl', 'wia', 'naps2']);
export type SourceKind = z.infer<typeof SourceKind>;

/**
 * A device's id: for SANE its plain device name, such as `test:0`; for the others their kind, a
 * colon, and how they find it again: `escl:https://192.168.1.20:443/eSCL`.
 */
export const DeviceId = z
  .string()
  .min(1)
  .max(300)
  // It becomes a command's argument: never something that reads as a flag.
  .regex(/^[^-\p{Cc}][^\p{Cc}]*$/u);
export type DeviceId = z.infer<typeof DeviceId>;

export const Device = z.object({
  id: DeviceId,
  source: SourceKind,
  /** For a person: vendor and model, or the id where the device tells neither. */
  name: z.string(),
  vendor: z.string(),
  model: z.string(),
  /** The driver's own word: `flatbed scanner`, `sheetfed scanner`, `virtual device`. */
  type: z.string(),
});
export type Device = z.infer<typeof Device>;

export const ScanMode = z.enum(['color', 'gray', 'lineart']);
export type ScanMode = z.infer<typeof ScanMode>;

export const PaperPath = z.enum(['flatbed', 'feeder', 'duplex', 'other']);
export type PaperPath = z.infer<typeof PaperPath>;

export const Constraint = z.union([
  z.object({ kind: z.literal('list'), values: z.array(z.number()) }),
  z.object({ kind: z.literal('range'), min: z.number(), max: z.number(), step: z.number() }),
]);
export type Constraint = z.infer<typeof Constraint>;

/** One setting of a device, as its driver lists it. */
export const DeviceOption = z.object({
  name: z.string(),
  group: z.string(),
  description: z.string(),
  kind: z.enum(['choice', 'list', 'range', 'boolean', 'number', 'text', 'button']),
  /** Values to choose from (`choice`, `list`, `boolean`), as the driver spells them. */
  values: z.array(z.string()),
  range: z.object({ min: z.number(), max: z.number(), step: z.number() }).nullable(),
  unit: z.string(),
  /** The value now, or null where the driver does not say. */
  current: z.string().nullable(),
  /** False while another setting (a mode, a source) rules it out. */
  active: z.boolean(),
  settable: z.boolean(),
  advanced: z.boolean(),
});
export type DeviceOption = z.infer<typeof DeviceOption>;

/** What the feeder says of itself; `unknown` where it says nothing that is understood. */
export const FeederState = z.enum(['loaded', 'empty', 'jammed', 'open', 'double-feed', 'unknown']);
export type FeederState = z.infer<typeof FeederState>;

export const Capabilities = z.object({
  device: DeviceId,
  /** In the driver's order, with its own names, which differ by vendor. */
  sources: z.array(z.object({ name: z.string(), path: PaperPath })),
  /** A setting apart from the source that turns both sides on. */
  duplex: z.object({ option: z.string(), on: z.string(), off: z.string() }).nullable(),
  /** At the moment of asking; null where there is no feeder. */
  feederState: FeederState.nullable(),
  /**
   * Settings, for a request's `options`, that make the feed stop where two sheets go through at once;
   * null where the device can't tell. `enabled` as it is now.
   */
  doubleFeed: z
    .object({
      on: z.record(z.string(), z.string()),
      off: z.record(z.string(), z.string()),
      enabled: z.boolean(),
    })
    .nullable(),
  /** In dots per inch; null where the device has no such setting. */
  resolutions: Constraint.nullable(),
  modes: z.array(z.object({ name: z.string(), mode: ScanMode.nullable() })),
  /** The largest area in millimetres; null where the device has no such setting. */
  area: z.object({ width: z.number(), height: z.number() }).nullable(),
  options: z.array(DeviceOption),
});
export type Capabilities = z.infer<typeof Capabilities>;

/** `max` is all that the device can see; `auto` lets the device decide. */
export const PageSize = z.enum(['a4', 'f4', 'legal', 'letter', 'a5', 'max', 'auto']);
export type PageSize = z.infer<typeof PageSize>;

/** Millimetres, upright. F4 is the folio of Indonesian offices. */
export const PAGE_SIZES: Record<
  Exclude<PageSize, 'max' | 'auto'>,
  { width: number; height: number }
> = {
  a4: { width: 210, height: 297 },
  f4: { width: 215, height: 330 },
  legal: { width: 215.9, height: 355.6 },
  letter: { width: 215.9, height: 279.4 },
  a5: { width: 148, height: 210 },
};

const OptionName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,99}$/);

export const ScanRequest = z.object({
  device: DeviceId,
  /** Feeds sheets until the feeder is empty; without it one page is scanned. */
  feeder: z.boolean().default(false),
  duplex: z.boolean().default(false),
  /** Dots per inch. */
  resolution: z.int().min(25).max(4800).default(300),
  mode: ScanMode.default('color'),
  size: PageSize.default('a4'),
  /** Starts although the device says that its feeder is empty: some say so with paper in it. */
  scanAnyway: z.boolean().default(false),
  /** Further settings by the driver's names; each must be one that the device lists. */
  options: z.record(OptionName, z.string().max(2000)).default({}),
});
export type ScanRequest = z.output<typeof ScanRequest>;

/** A page that is complete and safe on disk. */
export const ScannedPage = z.object({
  number: z.int().min(1),
  path: z.string(),
  type: z.enum(['image/jpeg', 'image/png']),
  /** Pixels. */
  width: z.int(),
  height: z.int(),
  /** Dots per inch, as written into the file. */
  resolution: z.number(),
  mode: ScanMode,
  bytes: z.int(),
  sha256: Sha256,
});
export type ScannedPage = z.infer<typeof ScannedPage>;

/** Nothing was fed: the driver found no paper, or the device says that it has none (`says-empty`). */
export const isFeederEmpty = (code: string | undefined) =>
  code === 'scanning.no-documents' || code === 'scanning.says-empty';

/** How far the page under the lamp is; `percent` from 0 to 100. */
export const ScanProgress = z.object({ page: z.int().min(1), percent: z.number().min(0).max(100) });
export type ScanProgress = z.infer<typeof ScanProgress>;

export const ScanResult = z.object({
  pages: z.array(ScannedPage),
  /** `empty`: the feeder ran out, its normal end. */
  ended: z.enum(['single', 'empty']),
});
export type ScanResult = z.infer<typeof ScanResult>;

export const ImportProgress = z.object({ done: z.int(), total: z.int() });
export type ImportProgress = z.infer<typeof ImportProgress>;

/** One finished PDF, synced to disk. */
export const MadeDocument = z.object({
  path: z.string(),
  sha256: Sha256,
  bytes: z.int(),
  pages: z.int(),
  /** `pdf`: byte for byte the file that was given; `images`: made here. */
  origin: z.enum(['pdf', 'images']),
});
export type MadeDocument = z.infer<typeof MadeDocument>;

/** A document that is safely in, but belongs to no letter yet. */
export interface Draft extends PreparedDocument {
  /** The key of the book that its separator sheet named. */
  book: string | null;
}

export interface ImportAnswer {
  documents: PreparedDocument[];
  /** Files that could not be taken; the others are in. */
  refused: { file: string; error: WireError }[];
}

export interface ScanAnswer {
  /** Null where not a single page came. */
  document: PreparedDocument | null;
  /** What stopped the feed before its end; the pages before it are in the document. */
  stopped: WireError | null;
}

/** What a running scan reports: the page under the lamp, or the making of the document. */
export type ScanningProgress =
  | { step: 'page'; page: number; percent: number }
  | { step: 'kept'; page: number }
  | { step: 'document' };

const separators = z.object({
  book: Key.nullable().default(null),
  copies: z.int().min(1).max(200).default(1),
});

export const scanningOperations = {
  'scanning.devices': query<Device[]>()(z.object({})),
  'scanning.capabilities': query<Capabilities>()(z.object({ device: DeviceId })),
  /**
   * Takes a network scanner's new certificate for good, after `scanning.certificate-changed`; the
   * fingerprint is the one that this error showed.
   */
  'scanning.trust': command<null>()(z.object({ device: DeviceId, fingerprint: Sha256 })),
  /** Scans into one document; the pages so far are kept when it is cancelled or fails. */
  'scanning.scan': command<ScanAnswer>()(ScanRequest),
  /** Each file becomes a document of its own, or all of them one. */
  'scanning.import': command<ImportAnswer>()(
    z.object({
      files: z.array(z.string().min(1).max(4096)).min(1).max(5000),
      together: z.boolean().default(false),
    }),
  ),
  /** Separator sheets, ready to print; with a book's key they name it to whoever splits the pile. */
  'scanning.separators': query<{ sha256: string; path: string; bytes: number; pages: number }>()(
    separators,
  ),
  /** The same, put where the person wants them. */
  'scanning.saveSeparators': command<{ path: string; bytes: number }>()(
    separators.extend({ out: z.string().min(1).max(4096) }),
  ),
  'scanning.discardDraft': command<null>()(z.object({ sha256: Sha256 })),
};
