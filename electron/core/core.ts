import { userInfo } from 'node:os';
import type { Changed, OperationName, OutputOf, ParsedInputOf } from '../../shared/contract/api.ts';
import type { BatchView } from '../../shared/contract/batches.ts';
import { LontarError } from '../../shared/contract/error.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { type Archive, openArchive } from './archive/archive.ts';
import { sql } from './archive/sql.ts';
import type { CallContext, CoreContext } from './context.ts';
import { handlers } from './handlers.ts';
import { knownOperation, operationOf } from './operations.ts';
import { closeCommonPdfium } from './pages/pdfium.ts';
import { warmUpLater } from './printing/warm-up.ts';
import { openReading } from './reading/reading.ts';
import { batchFoldersIn } from './scanning/batch/folder.ts';
import { hasOpenBatches } from './scanning/batch/rows.ts';
import { openWatching } from './scanning/watch/watching.ts';
import { scansIn } from './scanning/scans-folder.ts';
import type { Secrets } from './secrets.ts';
import { openSyncing } from './sync/syncing.ts';
import { openIndexing } from './search/keep-index.ts';

/** The archive and everything that can be asked of it, in this process. */
export interface Core {
  call<Name extends OperationName>(
    name: Name,
    input: unknown,
    context?: CallContext,
  ): Promise<OutputOf<Name>>;
  call(name: string, input: unknown, context?: CallContext): Promise<unknown>;
  on(listener: (event: Changed) => void): () => void;
  close(): Promise<void>;
  context: CoreContext;
}

export interface CoreOptions {
  /** The archive's folder. */
  home: string;
  /** The project's `resources` folder. */
  resources: string;
  /** Whether to make an archive where there is none. */
  create?: boolean;
  now?: () => number;
  /** Whether to read what waits, beside all other work. */
  reads?: boolean;
  /** Whether to exchange with the server, once joined, beside all other work. */
  syncs?: boolean;
  /** The system's secret store, where this process reaches one. */
  secrets?: Secrets;
  /** Whether to look after the watched folder, beside all other work. */
  watches?: boolean;
}

/** Opens the archive; throws what `openArchive` throws. */
export async function openCore({
  home,
  resources,
  create = true,
  now,
  reads = false,
  watches = false,
  syncs = false,
  secrets,
}: CoreOptions): Promise<Core> {
  const actor = { person: userInfo().username, position: 'petugas-agenda' };
  const archive = openArchive({ home, actor, create, ...(now && { now }) });
  await renew(archive);
  const reading = openReading(archive, {
    background: reads,
    tell: () => {
      announce({ operation: 'reading.read' });
      indexing.wake();
    },
  });
  const watching = openWatching(() => context, archive, {
    background: watches,
    tell: () => context.announce({ operation: 'scanning.import' }),
  });
  const indexing = openIndexing(archive, { background: reads });
  const syncing = openSyncing(archive, {
    background: syncs,
    secrets,
    tell: (pulled) => {
      announce({ operation: pulled ? 'sync.now' : 'sync.status' });
      if (pulled) indexing.wake();
    },
  });
  const context: CoreContext = {
    archive,
    resources,
    reading,
    watching,
    syncing,
    announce(changed) {
      announce(changed);
      reading.wake();
      indexing.wake();
    },
    ends: new Set([
      () => syncing.close(),
      () => watching.close(),
      () => reading.close(),
      () => indexing.close(),
    ]),
  };
  if (reads) context.ends.add(warmUpLater(context));
  const listeners = new Set<(event: Changed) => void>();
  const running = new Set<Promise<unknown>>();
  let closing = false;

  async function call(name: string, input: unknown, callContext: CallContext = {}) {
    if (closing) throw new LontarError('core.gone');
    const work = carryOut(name, input, callContext);
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  }

  async function carryOut(name: string, input: unknown, callContext: CallContext) {
    const operation = knownOperation(name) ?? (await operationOf(name));
    if (!operation) throw new LontarError('operation.unknown', { name });
    const parsed = operation.input.safeParse(input ?? {});
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path, message }) => ({
        path: path.map(String).join('.'),
        message,
      }));
      throw new LontarError('input.invalid', { operation: name, issues });
    }
    const asked = name as OperationName;
    const handle = handlers[asked] as Handle;
    const output = await handle(context, parsed.data, callContext);
    if (operation.kind === 'command') {
      announce(subjectOf(asked, parsed.data, output));
      reading.wake();
      indexing.wake();
      syncing.wake();
    }
    return output;
  }

  function announce(payload: Changed['payload']) {
    for (const listener of listeners) {
      try {
        listener({ name: 'changed', payload });
      } catch {
        // It is committed: a listener's trouble must not make it look as if it were not.
      }
    }
  }

  const recovering = recover(context, scansIn(home), () =>
    announce({ operation: 'scanning.import' }),
  );
  running.add(recovering);
  running.add(recoverBatches(context));

  return {
    call: call as Core['call'],
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      closing = true;
      await Promise.allSettled([...context.ends].map((end) => end()));
      await Promise.allSettled(running);
      await closeCommonPdfium();
      archive.close();
    },
    context,
  };
}

/** After an update: states in a new form (see the migrations), facts that only now are understood. */
async function renew(archive: Archive): Promise<void> {
  if (archive.read.get(sql`SELECT 1 FROM meta WHERE key = 'states'`)) {
    const { rebuild } = await import('./evidence/rebuild.ts');
    rebuild(archive);
  }
  if (archive.read.get(sql`SELECT 1 FROM newer_facts LIMIT 1`)) {
    const { judgeLater } = await import('./sync/judge-later.ts');
    judgeLater(archive);
  }
}

/** Pages that a crash left behind in the middle of a scan become a document, beside all other work. */
async function recover(context: CoreContext, scans: string[], announce: () => void): Promise<void> {
  if (scans.length === 0) return;
  const { recoverScans } = await import('./scanning/capture.ts');
  const found = await recoverScans(context, scans);
  if (found.length > 0) announce();
}

/** Batches that were being worked on go on where they stopped. */
async function recoverBatches(context: CoreContext): Promise<void> {
  if (!hasOpenBatches(context.archive.read) && batchFoldersIn(context.archive.home).length === 0)
    return;
  const batches = await import('./scanning/batch/recover.ts');
  await batches.recover(context);
}

/** What the operation was about, for whoever shows it. */
function subjectOf(operation: OperationName, input: unknown, output: unknown): Changed['payload'] {
  const made = operation === 'letters.register' ? (output as Letter).id : undefined;
  const opened = operation === 'batches.open' ? (output as BatchView).batch : undefined;
  const { letter = made, batch = opened } = input as { letter?: string; batch?: string };
  return {
    operation,
    ...(letter !== undefined && { letter }),
    ...(batch !== undefined && { batch }),
  };
}

type Handle = (context: CoreContext, input: unknown, call: CallContext) => unknown;

/** One handler an operation; a missing one does not compile. */
export type Handlers = {
  [Name in OperationName]: (
    context: CoreContext,
    input: ParsedInputOf<Name>,
    call: CallContext,
  ) => OutputOf<Name> | Promise<OutputOf<Name>>;
};
