/**
 * Every refusal carries a stable code and the data that explains it. Only the interface turns a code
 * into words (`shared/i18n`, `errors.<code>`), so that a code means the same in a window, on the
 * command line and over the wire.
 */
export class LontarError extends Error {
  readonly code: string;
  readonly data: Record<string, unknown>;

  constructor(code: string, data: Record<string, unknown> = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'LontarError';
    this.code = code;
    this.data = data;
  }
}

/** The shape in which an error crosses a process border. */
export interface WireError {
  code: string;
  data: Record<string, unknown>;
}

/** An unknown failure becomes `internal`, with its message kept for the log and the person who helps. */
export function toWireError(error: unknown): WireError {
  if (error instanceof LontarError) return { code: error.code, data: error.data };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', data: { message } };
}
