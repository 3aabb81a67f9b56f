import { existsSync } from 'node:fs';
import http from 'node:http';
import { LontarError } from '../../../shared/contract/error.ts';

/**
 * As much of the Internet Printing Protocol (RFC 8010, 8011) as it takes to ask what has become of a
 * job: `lpstat` does not tell a finished job from one that was given up.
 */
const GET_JOBS = 0x000a;
const OPERATION = 0x01;
const JOB = 0x02;
const END = 0x03;
const KEYWORD = 0x44;
const URI = 0x45;
const CHARSET = 0x47;
const LANGUAGE = 0x48;
const INTEGER = 0x21;
const ENUM = 0x23;

const MOST_BYTES = 4 << 20;
const PATIENCE_MS = 10_000;

export interface IppJob {
  id: number;
  /** 3 pending, 4 held, 5 processing, 6 stopped, 7 canceled, 8 aborted, 9 completed. */
  state: number;
  reasons: string[];
  message: string;
}

/** @throws `print.no-system` where nobody answers, or not in this protocol */
export async function getJobs(): Promise<IppJob[]> {
  const wanted = ['job-id', 'job-state', 'job-state-reasons', 'job-printer-state-message'];
  const body = Buffer.concat([
    Buffer.from([0x01, 0x01, GET_JOBS >> 8, GET_JOBS & 0xff, 0, 0, 0, 1, OPERATION]),
    attribute(CHARSET, 'attributes-charset', 'utf-8'),
    attribute(LANGUAGE, 'attributes-natural-language', 'en'),
    attribute(URI, 'printer-uri', 'ipp://localhost/'),
    attribute(KEYWORD, 'which-jobs', 'all'),
    ...wanted.map((name, at) => attribute(KEYWORD, at === 0 ? 'requested-attributes' : '', name)),
    Buffer.from([END]),
  ]);
  return readJobsIn(await post(body));
}

function attribute(tag: number, name: string, value: string): Buffer {
  const [key, text] = [Buffer.from(name), Buffer.from(value)];
  const head = Buffer.alloc(3);
  head.writeUInt8(tag, 0);
  head.writeUInt16BE(key.length, 1);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length, 0);
  return Buffer.concat([head, key, length, text]);
}

export function readJobsIn(bytes: Buffer): IppJob[] {
  const jobs: IppJob[] = [];
  try {
    if (bytes.readUInt16BE(2) > 0x00ff) throw new Error(`status ${bytes.readUInt16BE(2)}`);
    let job: IppJob | null = null;
    let name = '';
    for (let at = 8; bytes[at] !== END;) {
      const tag = bytes.readUInt8(at);
      at += 1;
      if (tag < 0x10) {
        job = tag === JOB ? { id: 0, state: 0, reasons: [], message: '' } : null;
        if (job) jobs.push(job);
        continue;
      }
      const keyLength = bytes.readUInt16BE(at);
      if (keyLength > 0) name = bytes.toString('utf8', at + 2, at + 2 + keyLength);
      const length = bytes.readUInt16BE(at + 2 + keyLength);
      const from = at + 4 + keyLength;
      if (from + length > bytes.length) throw new Error('cut off');
      if (job) keep(job, name, tag, bytes.subarray(from, from + length));
      at = from + length;
    }
  } catch (cause) {
    throw new LontarError('print.no-system', { program: 'IPP', message: String(cause) }, { cause });
  }
  return jobs;
}

function keep(job: IppJob, name: string, tag: number, value: Buffer): void {
  if (name === 'job-id' && tag === INTEGER) job.id = value.readInt32BE(0);
  else if (name === 'job-state' && tag === ENUM) job.state = value.readInt32BE(0);
  else if (name === 'job-state-reasons') job.reasons.push(value.toString('utf8'));
  else if (name === 'job-printer-state-message') job.message = value.toString('utf8');
}

function post(body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(new LontarError('print.no-system', { program: 'IPP', message: error.message }));
    const headers = { 'Content-Type': 'application/ipp', 'Content-Length': body.length };
    const request = http.request(
      { ...server(), method: 'POST', path: '/', headers, timeout: PATIENCE_MS },
      (response) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > MOST_BYTES) request.destroy(new Error('too much'));
          else parts.push(part);
        });
        response.on('error', fail);
        response.on('end', () => resolve(Buffer.concat(parts)));
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer')));
    request.on('error', fail);
    request.end(body);
  });
}

/** Where CUPS listens: as `CUPS_SERVER` says to its own programs, else where it usually does. */
function server(): { socketPath: string } | { host: string; port: number } {
  const named = process.env.CUPS_SERVER;
  if (named?.startsWith('/')) return { socketPath: named };
  const socketPath = ['/run/cups/cups.sock', '/private/var/run/cupsd'].find(existsSync);
  if (!named && socketPath) return { socketPath };
  const [host = 'localhost', port] = (named ?? 'localhost').split(':');
  return { host, port: Number(port ?? 631) };
}
