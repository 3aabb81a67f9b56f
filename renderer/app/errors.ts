import { has, type Say } from './words.ts';

/** The stable code of a refusal; `internal` for what nobody foresaw. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'internal';
}

export function dataOf(error: unknown): Record<string, unknown> {
  const data = (error as { data?: unknown } | null)?.data;
  if (typeof data === 'object' && data !== null) return data as Record<string, unknown>;
  return { message: error instanceof Error ? error.message : String(error) };
}

/** What happened, that nothing was lost, and what to do next. */
export function explain(say: Say, error: unknown): string {
  const code = codeOf(error);
  const data = { code, message: '', ...dataOf(error) };
  return has(`errors:${code}`)
    ? say(`errors:${code}` as 'errors:internal', data)
    : say('errors:internal', data);
}

/** Something a person stopped is no failure. */
export function isCancelled(error: unknown): boolean {
  const code = codeOf(error);
  const stopped = code === 'call.cancelled' || code === 'scanning.cancelled';
  return stopped || (error as Error | null)?.name === 'AbortError';
}
