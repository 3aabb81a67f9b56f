import type { BatchView } from '../../../../shared/contract/batches.ts';
import { LontarError } from '../../../../shared/contract/error.ts';
import type { BatchEvent } from '../../../../shared/domain/batch/events.ts';
import { reduceBatch } from '../../../../shared/domain/batch/reduce.ts';
import type { Batch } from '../../../../shared/domain/batch/state.ts';
import { viewOf, type Around } from '../../../../shared/domain/batch/view.ts';
import type { Archive } from '../../archive/archive.ts';
import type { Writer } from '../../archive/database.ts';
import type { CoreContext } from '../../context.ts';
import { type Examiner, openExaminer } from './examine.ts';
import { removeHalfCleaned, settle } from './settle.ts';
import { batchRow } from './rows.ts';
import { insertEvent, loadBatch } from './store.ts';

/** A batch that is not closed, as this process knows it. */
export interface Live {
  readonly batch: string;
  readonly at: string;
  readonly state: Batch;
  /** How the last feed ended, where the journal had no room to say so; lost with the process. */
  unwritten: BatchEvent | null;
  busy: BatchView['busy'];
}

/** The batches of one archive. All changes go through `append`. */
export interface BatchDesk {
  readonly context: CoreContext;
  readonly examiner: Examiner;
  /** Throws `batch.unknown`, `batch.closed`, `batch.newer`, `batch.damaged`. */
  live(batch: string): Promise<Live>;
  /** One event (null: none), on disk when this returns. `also` belongs to the same transaction. */
  append(live: Live, event: BatchEvent | null, also?: (writer: Writer) => void): void;
  /** Alone with the batch. Throws `batch.busy`. */
  during<Result>(
    live: Live,
    busy: 'scanning' | 'closing',
    work: () => Promise<Result>,
  ): Promise<Result>;
  view(live: Live): BatchView;
  forget(batch: string): void;
}

const desks = new WeakMap<Archive, BatchDesk>();

export function deskOf(context: CoreContext): BatchDesk {
  const known = desks.get(context.archive);
  if (known) return known;
  const desk = openDesk(context);
  desks.set(context.archive, desk);
  return desk;
}

type Changing = { -readonly [Key in keyof Live]: Live[Key] };

function openDesk(context: CoreContext): BatchDesk {
  const { archive } = context;
  const lives = new Map<string, Promise<Changing>>();

  async function load(batch: string): Promise<Changing> {
    const row = batchRow(archive.read, batch);
    if (!row) throw new LontarError('batch.unknown', { batch });
    if (row.closed !== null) throw new LontarError('batch.closed', { batch });
    const state = loadBatch(archive.read, batch);
    const live: Changing = { batch, at: row.at, state, unwritten: null, busy: null };
    // Before anybody works with it: what a crash left half done.
    removeHalfCleaned(archive.home, batch);
    await settle(desk, live);
    return live;
  }

  const desk: BatchDesk = {
    context,
    examiner: openExaminer(() => desk),
    live(batch) {
      let loading = lives.get(batch);
      if (!loading) {
        loading = load(batch);
        lives.set(batch, loading);
        loading.catch(() => lives.delete(batch));
      }
      return loading;
    },
    append(live, event, also) {
      if (event === null) return;
      const next = reduceBatch(live.state, event);
      archive.write((writer) => {
        insertEvent(writer, live.batch, next.version, event);
        also?.(writer);
      });
      (live as Changing).state = next;
      if (event.type === 'feed-ended') live.unwritten = null;
      desk.examiner.wake(live);
    },
    async during(live, busy, work) {
      if (live.busy) throw new LontarError('batch.busy', { busy: live.busy });
      live.busy = busy;
      try {
        return await work();
      } finally {
        live.busy = null;
      }
    },
    view: (live) => viewOf(asItStands(live), aroundOf(live)),
    forget: (batch) => void lives.delete(batch),
  };
  context.ends.add(() => desk.examiner.close());
  return desk;
}

const asItStands = ({ state, unwritten }: Live) =>
  unwritten ? reduceBatch(state, unwritten) : state;

/** The day and hour of opening by the desk's clock: documents are named after it. */
export function aroundOf({ batch, at, busy }: Pick<Live, 'batch' | 'at' | 'busy'>): Around {
  const moment = new Date(at);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString();
  const [date, time] = [local.slice(0, 10), local.slice(11, 16).replace(':', '.')];
  return { batch, at, busy, date, time };
}
