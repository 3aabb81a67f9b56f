import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What Emscripten's NODEFS gives of an open file: Node's descriptor, none for a folder. */
interface Stream {
  nfd?: number;
  node: object;
}
interface Nodefs {
  stream_ops: { fsync?: (stream: Stream) => number };
  realPath(node: object): string;
}
type Init = Awaited<ReturnType<NodeFS['init']>>;

/**
 * The folder of a PGlite whose commits last: Emscripten has no `fsync` for real files and answers that
 * all is well, so that what PostgreSQL takes for safe would be in memory alone. Here it is one.
 */
export class DurableFiles extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): Promise<Init> {
    const { emscriptenOpts } = await super.init(...given);
    const hook = (module: unknown) => {
      const nodefs = (module as { NODEFS: Nodefs }).NODEFS;
      nodefs.stream_ops.fsync = ({ nfd, node }) => {
        if (nfd !== undefined) fsyncSync(nfd);
        else sync(nodefs.realPath(node));
        return 0;
      };
    };
    const before = emscriptenOpts.preRun as ((module: unknown) => void)[];
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...before, hook] } as never };
  }
}

/** A folder and all within, once, when it has been made. */
export function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const inner = path.join(folder, entry.name);
    if (entry.isDirectory()) syncAll(inner);
    else if (entry.isFile()) sync(inner);
  }
  sync(folder);
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
