import { z } from 'zod';
import { BatchEdit, PageNumber, ScanSettings, Splitting } from '../../contract/batches.ts';
import { LontarError } from '../../contract/error.ts';
import { PreparedDocument } from '../../contract/letters.ts';
import { ScanMode } from '../../contract/scanning.ts';
import { filledLine, Key, Sha256 } from '../../contract/values.ts';

/** A file as it came, in the folder of its feed: the name is made of the two numbers. */
export const Picture = z.object({
  feed: z.int().min(1).max(100_000),
  /** Within the feed's folder. */
  file: z.int().min(1).max(100_000),
  type: z.enum(['image/jpeg', 'image/png']),
  width: z.int().min(1),
  height: z.int().min(1),
  /** Dots per inch. */
  resolution: z.number(),
  mode: ScanMode,
  bytes: z.int().min(1),
  sha256: Sha256,
  side: z.enum(['front', 'back']).nullable(),
});
export type Picture = z.infer<typeof Picture>;

/** What looking at a picture gave. A cleaned copy lies beside it, where cleaning was wished for. */
export const PictureFindings = z.object({
  cleaned: z
    .object({
      type: z.enum(['image/jpeg', 'image/png']),
      width: z.int().min(1),
      height: z.int().min(1),
      resolution: z.number(),
      bytes: z.int().min(1),
      sha256: Sha256,
      /** Degrees that it was turned by to be straight, and quarter turns to be upright. */
      skewDegrees: z.number(),
      turned: z.literal([0, 90, 180, 270]),
    })
    .nullable(),
  blank: z.boolean(),
  coverage: z.number(),
  /** Null: none; undefined: not looked for. */
  separator: z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('separator'),
        code: z.enum(['lontar', 'patch-t']),
        book: Key.nullable(),
      }),
      z.object({ kind: z.literal('damaged') }),
    ])
    .nullable()
    .optional(),
  /** The picture of which this seems to be a second copy. */
  repeats: z.int().min(1).nullable(),
  /** Why it could not be cleaned; then the page stays as scanned. */
  failed: z.string().max(100).nullable(),
});
export type PictureFindings = z.infer<typeof PictureFindings>;

const Refusal = z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) });

const Marks = z
  .object({
    place: z.string().min(1),
    picture: z.int().min(1),
    turn: z.literal([0, 90, 180, 270]),
    deleted: z.boolean(),
    boundary: z.enum(['auto', 'split', 'join']),
    separator: z.boolean().nullable(),
    book: Key.nullable(),
    blankAccepted: z.boolean(),
  })
  .partial();

const StepBody = z.object({
  edit: z.enum([
    'turn',
    'delete',
    'restore',
    'move',
    'boundary',
    'separator',
    'accept-blank',
    'splitting',
    'replace',
  ] satisfies (BatchEdit['kind'] | 'replace')[]),
  pages: z.array(z.object({ page: PageNumber, from: Marks, to: Marks })),
  splitting: z.object({ from: Splitting, to: Splitting }).nullable(),
});

const version = z.literal(1);
const event = <Type extends string, Body extends z.ZodType>(type: Type, body: Body) =>
  z.object({ type: z.literal(type), version, body });
const nothing = z.object({});

export const BatchEvent = z.discriminatedUnion('type', [
  event('opened', z.object({ settings: ScanSettings, profile: filledLine(80) })),
  event('settings-changed', z.object({ settings: ScanSettings })),
  event(
    'feed-begun',
    z.object({
      kind: z.enum(['end', 'after', 'replace', 'fronts', 'backs']),
      duplex: z.boolean(),
      page: PageNumber.nullable(),
    }),
  ),
  event('feed-resumed', nothing),
  event('feed-ended', z.object({ stopped: Refusal.nullable() })),
  event('page-came', z.object({ picture: Picture, place: z.string().min(1) })),
  /** A page scanned anew: the picture is added, and the step that shows it can be taken back. */
  event('page-replaced', z.object({ picture: Picture, step: StepBody })),
  event('edited', StepBody),
  event('undone', nothing),
  event('redone', nothing),
  event('examined', z.object({ picture: z.int().min(1), findings: PictureFindings })),
  event('discarded', nothing),
  event('restored', nothing),
  event('closing', nothing),
  event(
    'document-made',
    z.object({ document: PreparedDocument, book: Key.nullable(), pages: z.array(PageNumber) }),
  ),
  event('closing-stopped', z.object({ stopped: Refusal })),
]);
export type BatchEvent = z.infer<typeof BatchEvent>;

/** @throws `batch.newer` for an event that this Lontar does not know */
export function readEvent(type: string, version_: number, body: unknown): BatchEvent {
  const parsed = BatchEvent.safeParse({ type, version: version_, body });
  if (!parsed.success) throw new LontarError('batch.newer', { event: `${type}/${version_}` });
  return parsed.data;
}
