import { LontarError } from '../../../shared/contract/error.ts';

export function unreachable(error: unknown): LontarError {
  if (error instanceof LontarError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new LontarError('sync.unreachable', { message }, { cause: error });
}
