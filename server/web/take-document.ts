import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LontarError } from '../../shared/contract/error.ts';
import { PreparedDocument } from '../../shared/contract/letters.ts';
import { IMPORT_LIMITS } from '../../electron/core/scanning/import/limits.ts';
import { makeDocument } from '../../electron/core/scanning/make-document.ts';
import type { ServerContext } from '../context.ts';
import { sql } from '../database/sql.ts';
import type { Caller } from '../people/session.ts';

/** What a phone may send at once, and what may come of it: a report's paper, not an archive. */
const LIMITS = {
  ...IMPORT_LIMITS,
  fileBytes: 20 * 1024 * 1024,
  pixels: 60_000_000,
  heldPixels: 40_000_000,
  pages: 200,
};
/** Of one person in a day. */
const MOST_A_DAY = 200;
/** Worked on at a time: each may hold a picture's pixels. */
const AT_ONCE = 2;
let working = 0;

/**
 * A paper that goes with a report: looked at as the desk looks at what it imports, made one PDF, kept
 * under its hash. What is not used stays without harm.
 * Throws `file.…`, `pdf.…`, `request.too-many`, `request.too-large`.
 */
export async function takeDocument(
  context: ServerContext,
  { person, office }: Caller,
  body: Readable,
  name: string,
): Promise<PreparedDocument> {
  const { database, blobs, settings, resources } = context;
  const today = await database.get<{ n: number }>(
    sql`SELECT count(*) AS n FROM brought_documents
        WHERE person = ${person} AND at > now() - interval '1 day'`,
  );
  if (today!.n >= MOST_A_DAY || working >= AT_ONCE) throw new LontarError('request.too-many');
  working += 1;
  const work = path.join(settings.data, 'work');
  await mkdir(work, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(path.join(work, 'document-'));
  try {
    const file = path.join(folder, 'brought');
    const limit = new Limit(LIMITS.fileBytes);
    await pipeline(body, limit, createWriteStream(file, { mode: 0o600 }));
    if (limit.isOver) throw new LontarError('request.too-large', { limit: LIMITS.fileBytes });
    const made = await makeDocument({ files: [file], workDir: folder, resources, limits: LIMITS });
    const { sha256, bytes, pages } = made;
    await blobs.take(made.path, sha256);
    await database.transaction(async (connection) => {
      await connection.run(
        sql`INSERT INTO blobs (office, sha256, bytes) VALUES (${office}, ${sha256}, ${bytes})
            ON CONFLICT DO NOTHING`,
      );
      await connection.run(
        sql`INSERT INTO brought_documents (person, sha256, pages, bytes)
            VALUES (${person}, ${sha256}, ${pages}, ${bytes}) ON CONFLICT DO NOTHING`,
      );
    });
    return PreparedDocument.parse({ sha256, bytes, pages, name: shownName(name) });
  } finally {
    working -= 1;
    await rm(folder, { recursive: true, force: true });
  }
}

/** Throws `document.unknown` for a paper that this person has not brought, or not so. */
export async function mustHaveBrought(
  { database }: ServerContext,
  { person }: Caller,
  documents: readonly PreparedDocument[],
): Promise<void> {
  for (const { sha256, pages, bytes } of documents) {
    const known = await database.get(
      sql`SELECT 1 FROM brought_documents
          WHERE person = ${person} AND sha256 = ${sha256} AND pages = ${pages} AND bytes = ${bytes}`,
    );
    if (!known) throw new LontarError('document.unknown', { sha256 });
  }
}

/** Lets no more through than the limit; the rest is read and dropped, so that the answer is heard. */
class Limit extends Transform {
  private total = 0;
  private readonly most: number;

  constructor(most: number) {
    super();
    this.most = most;
  }

  get isOver(): boolean {
    return this.total > this.most;
  }

  override _transform(chunk: Buffer, _: string, done: (error: null, chunk?: Buffer) => void): void {
    this.total += chunk.length;
    if (this.isOver) done(null);
    else done(null, chunk);
  }
}

/** The file's own name, in one line and without a path; only ever shown. */
function shownName(name: string): string {
  const plain = name
    .replace(/\p{Cc}/gu, ' ')
    .split(/[\\/]/)
    .at(-1)!
    .trim()
    .slice(0, 200);
  return plain === '' ? 'dokumen.pdf' : plain;
}
