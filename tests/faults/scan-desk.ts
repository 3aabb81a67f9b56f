import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BatchEdit, BatchProgress, BatchView } from '../../shared/contract/batches.ts';
import { type Core, openCore } from '../../electron/core/core.ts';
import { sql } from '../../electron/core/archive/sql.ts';
import { resources } from './desk.ts';
import { randomFrom } from './random.ts';

/** What the core has answered for. */
export type ScanSaid =
  | { batch: string; page: number }
  | { batch: string; events: number }
  | { batch: string; closed: { sha256: string; pages: number[] }[] };

type Random = () => number;

/** Small and grey, so that a life holds many pages. */
const settings = {
  device: 'test:0',
  resolution: 50,
  mode: 'gray',
  size: 'a5',
  splitting: { by: 'pages', pages: 3 },
};
/** A batch is closed once it has so many pages. */
const MANY = 20;

async function oneTurn(desk: Core, random: Random): Promise<void> {
  const view = await openBatch(desk);
  if (view.sheets.length < MANY) return feed(desk, view, random);
  for (let i = 0; i < 3; i += 1) await edit(desk, view.batch, random);
  const closing = desk.call('batches.close', { batch: view.batch });
  const { documents } = await closing;
  const closed = documents.map(({ document, pages }) => ({ sha256: document.sha256, pages }));
  say({ batch: view.batch, closed });
}

/** The one that a life before left open goes on. */
async function openBatch(desk: Core): Promise<BatchView> {
  for (;;) {
    const [known] = await desk.call('batches.list', {});
    if (!known) return desk.call('batches.open', { settings });
    const view = await desk.call('batches.get', { batch: known.batch }).catch(() => null);
    if (view?.status === 'open') return view;
    // The core finishes by itself what it was in the middle of closing.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Now and then cancelled in the middle; edits go on while pages come. */
async function feed(desk: Core, { batch, next }: BatchView, random: Random): Promise<void> {
  const stop = new AbortController();
  const last = 2 + Math.floor(random() * 12);
  let kept = 0;
  const edits: Promise<void>[] = [];
  const progress = (value: unknown) => {
    const told = value as BatchProgress;
    if (told.step !== 'kept') return;
    say({ batch, page: told.page });
    kept += 1;
    if (random() < 0.3) edits.push(edit(desk, batch, random));
    if (kept === last) stop.abort();
  };
  const operation = next === 'resume' ? 'batches.resume' : 'batches.scan';
  const { stopped } = await desk.call(operation, { batch }, { signal: stop.signal, progress });
  if (stopped && stopped.code !== 'scanning.cancelled') throw new Error(stopped.code);
  await Promise.all(edits);
}

async function edit(desk: Core, batch: string, random: Random): Promise<void> {
  const { sheets, undo, redo } = await desk.call('batches.get', { batch });
  const any = () => sheets[Math.floor(random() * sheets.length)]!.page;
  const edits: BatchEdit[] = [
    { kind: 'turn', pages: [any()], by: 90 },
    { kind: 'move', pages: [any(), any()], before: any() },
    { kind: 'delete', pages: [any()] },
    { kind: 'restore', pages: [any()] },
    { kind: 'boundary', page: any(), boundary: 'split' },
  ];
  const way = random();
  if (way < 0.15 && undo) await desk.call('batches.undo', { batch });
  else if (way < 0.3 && redo) await desk.call('batches.redo', { batch });
  else await desk.call('batches.edit', { batch, edit: edits[Math.floor(random() * 5)]! });
  const { archive } = desk.context;
  const [events] = archive.read.column<number>(
    sql`SELECT max(number) FROM batch_events WHERE batch = ${batch}`,
  );
  say({ batch, events: events! });
}

function say(said: ScanSaid): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

/** `scan-desk.ts HOME SEED`: scans, edits and closes batches until it is killed, and says what is safe. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [home, seed] = process.argv.slice(2) as [string, string];
  const core = await openCore({ home, resources });
  const random = randomFrom(Number(seed));
  writeSync(1, 'open\n');
  for (;;) await oneTurn(core, random);
}
