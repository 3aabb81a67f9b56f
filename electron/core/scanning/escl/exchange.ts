import { createWriteStream } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LontarError } from '../../../../shared/contract/error.ts';
import { diskError } from '../../archive/durable.ts';
import { connectTo, type Reach } from './connect.ts';
import type { Patience } from './patience.ts';

export interface EsclDevice extends Reach {
  patience: Patience;
}

export interface Ask {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  body?: string;
  signal?: AbortSignal | undefined;
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/** No capabilities of a real device come near it. */
const MOST_TEXT = 1 << 20;

/** Asks for a short answer. @throws `scanning.…`, with the device's id */
export function askDevice(device: EsclDevice, ask: Ask): Promise<Answer> {
  const { answerMs } = device.patience;
  return exchange(device, ask, { totalMs: answerMs, silenceMs: answerMs }, async (message) => ({
    status: message.statusCode ?? 0,
    headers: message.headers,
    text: await readText(message),
  }));
}

export interface PageAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  /** Bytes in the file, where the status is 200. */
  bytes: number;
}

/** Streams a page into a file. `onPart` hears from 0 to 1, where the device tells the length. */
export function fetchPage(
  device: EsclDevice,
  ask: Ask,
  to: { path: string; mostBytes: number; onPart?: (part: number) => void },
): Promise<PageAnswer> {
  const { pageMs, silenceMs } = device.patience;
  return exchange(device, ask, { totalMs: pageMs, silenceMs }, async (message) => {
    const status = message.statusCode ?? 0;
    const { headers } = message;
    if (status !== 200) {
      await readText(message);
      return { status, headers, bytes: 0 };
    }
    return { status, headers, bytes: await saveBody(message, to) };
  });
}

async function exchange<Result>(
  device: EsclDevice,
  { method, path, body, signal }: Ask,
  limits: { totalMs: number; silenceMs: number },
  read: (message: IncomingMessage) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limits.totalMs);
  const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  try {
    const socket = await connectTo(device, device.patience.connectMs, either);
    socket.setTimeout(limits.silenceMs, () => late.abort());
    try {
      const message = await new Promise<IncomingMessage>((resolve, reject) => {
        const sent = httpRequest(
          {
            method,
            path,
            signal: either,
            createConnection: () => socket,
            headers: {
              // Some devices build the job's address of it, and forget a port that is left out.
              Host: device.url.origin,
              Connection: 'close',
              'User-Agent': 'Lontar',
              Accept: '*/*',
              ...(body !== undefined && {
                'Content-Type': 'text/xml; charset=utf-8',
                'Content-Length': String(Buffer.byteLength(body)),
              }),
            },
          },
          resolve,
        );
        sent.once('error', reject);
        sent.end(body);
      });
      const status = message.statusCode ?? 0;
      if (status >= 300 && status < 400) throw new LontarError('scanning.redirected');
      return await read(message);
    } finally {
      socket.destroy();
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw explain(late.signal.aborted ? new LontarError('scanning.no-answer') : error, device);
  } finally {
    clearTimeout(timer);
  }
}

async function readText(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_TEXT) throw new LontarError('scanning.bad-answer', { reason: 'too long' });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

async function saveBody(
  message: IncomingMessage,
  to: { path: string; mostBytes: number; onPart?: (part: number) => void },
): Promise<number> {
  const promised = Number(message.headers['content-length'] ?? 0);
  const tooLarge = () =>
    new LontarError('scanning.page-too-large', { limit: Math.floor(to.mostBytes / (1 << 20)) });
  if (promised > to.mostBytes) throw tooLarge();
  let bytes = 0;
  const meter = new Transform({
    transform(part: Buffer, _, done) {
      bytes += part.length;
      if (bytes > to.mostBytes) return done(tooLarge());
      if (promised > 0) to.onPart?.(bytes / promised);
      done(null, part);
    },
  });
  try {
    await pipeline(message, meter, createWriteStream(to.path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    throw diskError(error, to.path);
  }
  return bytes;
}

const GONE = /^(ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ENOTFOUND|EADDRNOTAVAIL)$/;
const BROKEN =
  /^(ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE|ERR_SSL.*|EPROTO)$/;

/** What went wrong on the way, by our codes and with the device's id. */
function explain(error: unknown, { url }: EsclDevice): unknown {
  if (error instanceof LontarError) {
    return new LontarError(error.code, { device: url.id, ...error.data }, { cause: error.cause });
  }
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  const data = { device: url.id, message };
  if (GONE.test(code)) return new LontarError('scanning.device-gone', data, { cause: error });
  if (BROKEN.test(code)) return new LontarError('scanning.io', data, { cause: error });
  if (/^HPE_|^ERR_HTTP/.test(code)) {
    return new LontarError('scanning.bad-answer', { ...data, reason: code }, { cause: error });
  }
  return error;
}
