import type { FromCore, ToCore } from '../../../shared/contract/wire.ts';

export interface CoreOptions {
  /** The bundled (or, from source, the TypeScript) file to run. */
  entry: string;
  /** The archive's folder. */
  home: string;
  /** Fonts, templates and the like that come with the app. */
  resources: string;
}

/** How a process ended; one of the two is null. */
export interface Exit {
  code: number | null;
  signal: string | null;
}

export interface CoreProcess {
  readonly pid: number | undefined;
  send(message: ToCore): void;
  onMessage(listener: (message: FromCore) => void): void;
  onExit(listener: (exit: Exit) => void): void;
  kill(): void;
}

/** Starts the core as a process of its own. */
export interface CoreStarter {
  start(options: CoreOptions): Promise<CoreProcess>;
}

/** better-sqlite3 needs Node-API 10; below it a call into SQLite ends the process. */
export const NEEDED_NODE_API = 10;
