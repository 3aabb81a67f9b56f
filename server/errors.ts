import type { Socket } from 'node:net';
import { LontarError } from '../shared/contract/error.ts';

/** HTTP's word for a refusal (RFC 9110, 15.5); the code says what it was. Any other is a 409. */
const statuses: [pattern: RegExp, status: number][] = [
  [/^input\.invalid$/, 400],
  [/^auth\.(needed|wrong|signature|replayed|expired|code|code-wrong)$|^enrol\.code$/, 401],
  [/^auth\./, 403],
  [/\.unknown$|^route\./, 404],
  [/\.too-large$/, 413],
  [/\.busy$/, 423],
  [/^request\.too-many$/, 429],
];

export function statusOf(error: LontarError): number {
  return statuses.find(([pattern]) => pattern.test(error.code))?.[1] ?? 409;
}

/** Fastify's own refusals in our words; anything unforeseen is `internal`, and tells nothing. */
export function refusalOf(error: unknown): { status: number; code: string; data: object } {
  if (error instanceof LontarError) {
    return { status: statusOf(error), code: error.code, data: error.data };
  }
  const { statusCode = 500, code } = (error ?? {}) as { statusCode?: number; code?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { status: 413, code: 'request.too-large', data: {} };
  if (statusCode === 429) return { status: 429, code: 'request.too-many', data: {} };
  if (statusCode >= 400 && statusCode < 500) {
    return { status: statusCode, code: 'input.invalid', data: {} };
  }
  return { status: 500, code: 'internal', data: {} };
}

/** What is no request, or came too slowly to become one, in the same words; then the connection ends. */
export function refuseRaw({ code }: { code?: string }, socket: Socket): void {
  const slow = code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const large = code === 'HPE_HEADER_OVERFLOW';
  const status = slow ? '408 Request Timeout' : large ? '431 Too Large' : '400 Bad Request';
  const refusal = slow ? 'request.too-slow' : large ? 'request.too-large' : 'input.invalid';
  const body = JSON.stringify({ code: refusal, data: {} });
  if (socket.writable && code !== 'ECONNRESET') {
    socket.write(
      `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\n` +
        `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}
