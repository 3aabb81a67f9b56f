import { createHash, type KeyObject } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { LontarError } from '../../../shared/contract/error.ts';
import { signatureHeaders, signedText } from '../../../shared/domain/sync/signed-text.ts';
import type { Archive } from '../archive/archive.ts';
import { signText } from './keys.ts';
import { KnownServerAgent } from './known-server.ts';
import { keepMeta, metaOf } from './standing.ts';
import { unreachable } from './unreachable.ts';

/** A server that says nothing for so long is not there. */
const SILENCE_MS = 30_000;
/** Counters are set aside so many at once, so that not every request is written down. */
const SET_ASIDE = 1000;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Signed requests to the office's server, over connections that stay open. */
export class Exchange {
  private readonly archive: Archive;
  private readonly key: KeyObject;
  private readonly base: URL;
  private readonly agent: http.Agent;
  private counter: number;
  private aside: number;

  /** @param certificate the fingerprint of the server's own, which a person has confirmed */
  constructor(archive: Archive, address: string, key: KeyObject, certificate?: string) {
    this.archive = archive;
    this.key = key;
    this.base = new URL(address);
    this.agent =
      this.base.protocol === 'https:'
        ? new KnownServerAgent(address, certificate, SILENCE_MS)
        : new http.Agent({ keepAlive: true, maxSockets: 8 });
    this.counter = Number(metaOf(archive.read, 'sync.counter') ?? 0);
    this.aside = this.counter;
  }

  /**
   * Throws the server's own refusal, or `sync.unreachable`.
   * @param body in as many pieces as it was made of: a long one is not put together first
   */
  async json<Output>(
    method: 'GET' | 'POST',
    path: string,
    body: string | readonly string[] = '',
    signal?: AbortSignal,
  ): Promise<Output> {
    for (let again = false; ; again = true) {
      const answer = await this.ask(method, path, body, signal);
      const text = await textOf(answer);
      if (answer.statusCode === 200) return JSON.parse(text) as Output;
      const refusal = refusalOf(text, answer.statusCode ?? 0);
      if (refusal.code !== 'auth.replayed' || again) throw refusal;
      this.jumpTo(Number(refusal.data['counter']));
    }
  }

  /** The answer as it comes. */
  async stream(
    path: string,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
    silence: number = SILENCE_MS,
  ): Promise<Readable> {
    const answer = await this.ask('GET', path, '', signal, headers, silence);
    const { statusCode = 0 } = answer;
    if (statusCode !== 200 && statusCode !== 206) throw refusalOf(await textOf(answer), statusCode);
    return answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer;
  }

  /** One request of an upload (tus 1.0.0), with a piece of the file or none; gives what it answers above the body. */
  async upload(
    method: 'POST' | 'HEAD' | 'PATCH',
    path: string,
    headers: Record<string, string | number>,
    piece?: Readable,
    signal?: AbortSignal,
  ): Promise<http.IncomingHttpHeaders> {
    const more = { ...headers, 'tus-resumable': '1.0.0' };
    const answer = await this.ask(method, path, piece ?? '', signal, more);
    const text = await textOf(answer);
    const { statusCode = 0 } = answer;
    // An answer to HEAD has no body to say it in.
    if (method === 'HEAD' && statusCode === 404) throw new LontarError('upload.unknown');
    if (statusCode < 200 || statusCode > 204) throw refusalOf(text, statusCode);
    return answer.headers;
  }

  /** What a request must carry; see `signedText`. */
  private headers(method: string, path: string, body: string): Record<string, string> {
    const counter = this.nextCounter();
    const text = signedText({ method, path, body, counter });
    return {
      [signatureHeaders.device]: this.archive.scribe.device,
      [signatureHeaders.counter]: String(counter),
      [signatureHeaders.signature]: signText(this.key, text),
    };
  }

  sign(text: string): string {
    return signText(this.key, text);
  }

  url(path: string): string {
    return new URL(path, this.base).href;
  }

  close(): void {
    this.agent.destroy();
  }

  private ask(
    method: string,
    path: string,
    body: string | readonly string[] | Readable,
    signal?: AbortSignal,
    more: Record<string, string | number> = {},
    silence: number = SILENCE_MS,
  ): Promise<http.IncomingMessage> {
    const { request } = this.base.protocol === 'https:' ? https : http;
    const pieces = body instanceof Readable ? null : bytesOf(body);
    const headers: Record<string, string | number> = {
      // A file is checked as a whole, by the hash that its upload told.
      ...this.headers(method, path, pieces ? hashOf(pieces) : '*'),
      ...more,
    };
    if (!LOOPBACK.has(this.base.hostname)) headers['accept-encoding'] = 'gzip';
    if (pieces && method === 'POST') {
      const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (length > 0) headers['content-type'] = 'application/json';
      headers['content-length'] = length;
    }
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(unreachable(error));
      const options = { method, headers, agent: this.agent, ...(signal && { signal }) };
      const asked = request(this.url(path), options, resolve);
      asked.setTimeout(silence, () => asked.destroy(new Error('silence')));
      asked.on('error', fail);
      if (body instanceof Readable) {
        pipeline(body, asked, (error) => error && asked.destroy(error));
        return;
      }
      for (const piece of pieces!) asked.write(piece);
      asked.end();
    });
  }

  private nextCounter(): number {
    this.counter += 1;
    if (this.counter > this.aside) this.setAside(this.counter + SET_ASIDE);
    return this.counter;
  }

  private jumpTo(counter: number): void {
    if (!Number.isSafeInteger(counter)) return;
    this.counter = Math.max(this.counter, counter);
    this.setAside(this.counter + SET_ASIDE);
  }

  private setAside(counter: number): void {
    this.aside = counter;
    this.archive.write((writer) => keepMeta(writer, 'sync.counter', String(counter)));
  }
}

const bytesOf = (body: string | readonly string[]): Buffer[] =>
  (typeof body === 'string' ? [body] : body)
    .filter((piece) => piece !== '')
    .map((piece) => Buffer.from(piece));

function hashOf(pieces: readonly Buffer[]): string {
  const digest = createHash('sha256');
  for (const piece of pieces) digest.update(piece);
  return digest.digest('hex');
}

function refusalOf(text: string, status: number): LontarError {
  try {
    const { code, data } = JSON.parse(text) as { code?: unknown; data?: object };
    if (typeof code === 'string') return new LontarError(code, { ...data });
  } catch {
    // Something between us and the server has answered.
  }
  return new LontarError('sync.unreachable', { message: `HTTP ${status}` });
}

async function textOf(answer: http.IncomingMessage): Promise<string> {
  const source =
    answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer;
  const parts: Buffer[] = [];
  try {
    for await (const part of source) parts.push(part as Buffer);
  } catch (error) {
    throw unreachable(error);
  }
  return Buffer.concat(parts).toString();
}
