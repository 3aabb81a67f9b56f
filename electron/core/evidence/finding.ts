import type { Finding } from '../../../shared/contract/evidence.ts';

export function finding(
  code: string,
  letter: string | null,
  data: Record<string, unknown> = {},
): Finding {
  return { code, letter, agenda: null, data };
}
