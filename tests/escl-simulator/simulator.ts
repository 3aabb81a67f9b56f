import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import {
  capabilitiesXml,
  deepXml,
  doctypeXml,
  type SimulatedJob,
  type SimulatedSides,
  statusXml,
} from './answers.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import { asPng, giganticPage, letterPage, type PageWish, untaggedPage } from './pages.ts';

export interface EsclSimulator {
  /** `http://127.0.0.1:PORT/eSCL`, to be named to `--escl` or, behind `escl:`, to `--device`. */
  url: string;
  /** The device's id. */
  device: string;
  /** Changed at will while it runs. */
  faults: Faults;
  /** Sheets in the feeder now; printed on both sides. */
  sheets: number;
  /** `GET /eSCL/ScannerStatus`, in the order in which they came. */
  requests: string[];
  /** The `Host` headers that came. */
  hosts: Set<string>;
  /** The settings of each job, as they came. */
  jobs: string[];
  /** Jobs that nobody has ended yet. */
  running(): number;
  close(): Promise<void>;
}

export interface SimulatorOptions extends Partial<SimulatedSides> {
  sheets?: number;
  faults?: Partial<Faults>;
  /** Over TLS, with the first or the second of two certificates. */
  certificate?: 'one' | 'two';
  port?: number;
}

interface RunningJob extends SimulatedJob {
  fed: boolean;
  duplex: boolean;
  wish: PageWish;
  missed: number;
  busy: number;
}

/** A network scanner that is not there: it speaks eSCL, feeds real letters, and fails as asked to. */
export async function startEsclSimulator(options: SimulatorOptions = {}): Promise<EsclSimulator> {
  const sides: SimulatedSides = {
    platen: true,
    feeder: true,
    duplex: true,
    resolutions: [75, 100, 200, 300],
    range: { min: 50, max: 600 },
    modes: ['BlackAndWhite1', 'Grayscale8', 'RGB24'],
    formats: ['image/jpeg', 'application/pdf'],
    ...options,
  };
  const jobs = new Map<string, RunningJob>();
  const sockets = new Set<Socket>();
  let jobsBusy = 0;
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    response.on('error', () => undefined);
    void answer(request, response).catch(() => response.destroy());
  };
  const server = listen(options, listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `${options.certificate ? 'https' : 'http'}://127.0.0.1:${port}/eSCL`;
  const simulator: EsclSimulator = {
    url,
    device: `escl:${url}`,
    faults: { ...NO_FAULTS, ...options.faults },
    sheets: options.sheets ?? 3,
    requests: [],
    hosts: new Set(),
    jobs: [],
    running: () => [...jobs.values()].filter(({ state }) => state === 'Processing').length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return simulator;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { faults } = simulator;
    const path = request.url ?? '';
    simulator.requests.push(`${request.method} ${path}`);
    simulator.hosts.add(request.headers.host ?? '');
    if (faults.headers === 'endless') return endless(response, 'headers');
    if (faults.refuse !== null) return say(response, faults.refuse);
    if (path === '/eSCL/ScannerCapabilities') return capabilities(response);
    if (path === '/eSCL/ScannerStatus') return status(response);
    if (path === '/eSCL/ScanJobs' && request.method === 'POST') return start(request, response);
    const job = jobs.get(path.replace(/\/NextDocument$/, ''));
    if (!job) return say(response, 404);
    if (request.method === 'DELETE') {
      if (job.state === 'Processing') job.state = 'Canceled';
      return say(response, 200);
    }
    return page(job, response);
  }

  function capabilities(response: ServerResponse): void {
    const { redirect, xml } = simulator.faults;
    if (redirect?.what === 'capabilities') return say(response, 302, { Location: redirect.to });
    if (xml === 'endless') return endless(response, 'xml');
    const texts = {
      doctype: doctypeXml,
      deep: deepXml,
      html: '<html><body>Selamat datang</body></html>',
      other: statusXml('Idle', null, []),
    };
    say(response, 200, { 'Content-Type': 'text/xml' }, xml ? texts[xml] : capabilitiesXml(sides));
  }

  function status(response: ServerResponse): void {
    const { faults, sheets } = simulator;
    const list = [...jobs.values()];
    const stopped = list.some((job) => job.state === 'Processing' && stops(job));
    const adf = stopped && faults.stopAfter ? faults.stopAfter.adfState : faults.adfState;
    const state = faults.state ?? (simulator.running() > 0 ? 'Processing' : 'Idle');
    const own = sides.feeder ? (sheets > 0 ? 'ScannerAdfLoaded' : 'ScannerAdfEmpty') : null;
    const text = statusXml(state, adf ?? own, faults.listsJobs ? list : []);
    say(response, 200, { 'Content-Type': 'text/xml' }, text);
  }

  async function start(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { faults } = simulator;
    let settings = '';
    for await (const part of request) settings += String(part);
    if (jobsBusy++ < faults.jobBusy) return say(response, 503);
    jobsBusy = 0;
    if (faults.redirect?.what === 'job') {
      return say(response, 302, { Location: faults.redirect.to });
    }
    const number = (name: string, otherwise: number) =>
      Number(new RegExp(`:${name}>(\\d+)<`).exec(settings)?.[1] ?? otherwise);
    const dpi = number('XResolution', 300);
    const fed = settings.includes('>Feeder<');
    simulator.jobs.push(settings);
    const path = `/eSCL/ScanJobs/${simulator.jobs.length}-${port}`;
    jobs.set(path, {
      path,
      state: 'Processing',
      completed: 0,
      toTransfer: 1,
      fed,
      duplex: settings.includes('Duplex>true<'),
      wish: {
        width: Math.round((number('Width', 2480) * dpi) / 300),
        height: Math.round((number('Height', 3508) * dpi) / 300),
        gray: !settings.includes('>RGB24<'),
      },
      missed: 0,
      busy: 0,
    });
    const location = faults.location ?? '{path}';
    say(response, 201, { Location: location.replace('{path}', path) });
  }

  function stops(job: RunningJob): boolean {
    const { stopAfter } = simulator.faults;
    return stopAfter !== null && job.fed && job.completed >= stopAfter.pages;
  }

  async function page(job: RunningJob, response: ServerResponse): Promise<void> {
    const { faults } = simulator;
    if (faults.redirect?.what === 'page') {
      return say(response, 302, { Location: faults.redirect.to });
    }
    if (faults.cancelAfter === job.completed) job.state = 'Canceled';
    if (job.state !== 'Processing') return say(response, 404);
    if (stops(job)) return say(response, faults.stopAfter!.status);
    const missing = job.completed === 0 ? faults.earlyMissing : faults.laterMissing;
    if (job.missed++ < missing) return say(response, 404);
    if (job.busy++ < faults.pageBusy) return say(response, 503, { 'Retry-After': '0' });
    job.missed = 0;
    job.busy = 0;
    const left = job.fed ? simulator.sheets > 0 : job.completed === 0;
    const loaded = left || faults.page === 'endless';
    if (!loaded) {
      job.state = 'Completed';
      job.toTransfer = 0;
      return say(response, faults.end);
    }
    const bytes = await letterPage(job.completed, job.wish);
    await send(bytes, faults.breakAfter === job.completed, response);
    job.completed += 1;
    if (job.fed && (!job.duplex || job.completed % 2 === 0)) simulator.sheets -= 1;
  }

  async function send(letter: Buffer, breaks: boolean, response: ServerResponse): Promise<void> {
    const { faults } = simulator;
    const kind = faults.page;
    const type = faults.contentType ?? 'image/jpeg';
    if (breaks) {
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': letter.length });
      response.write(letter.subarray(0, letter.length >> 1), () => response.destroy());
      return;
    }
    if (kind === 'endless') return endless(response, 'page', letter);
    if (kind === 'silent')
      return void response.writeHead(200, { 'Content-Type': type }).flushHeaders();
    if (kind === 'drip') return drip(response);
    if (kind === 'huge-length') {
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': String(2 ** 40) });
      return void response.write(letter);
    }
    const bodies = {
      gigantic: () => giganticPage(letter),
      html: () => Buffer.from('<html><body>Masuk dahulu</body></html>'),
      pdf: () => Buffer.from('%PDF-1.4\n%%EOF\n'),
      png: () => asPng(letter),
      truncated: () => letter.subarray(0, letter.length >> 1),
      untagged: () => untaggedPage(letter),
    };
    const body = kind ? await bodies[kind]() : letter;
    // Without its length, as many devices send: they don't know it when they begin.
    const length = kind ? {} : { 'Content-Length': String(body.length) };
    response.writeHead(200, { 'Content-Type': type, ...length }).end(body);
  }
}

function listen(
  { certificate }: SimulatorOptions,
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  if (!certificate) return createServer(listener);
  // Keys that protect nothing: they are in the project for everybody to see.
  const read = (what: string) =>
    readFileSync(new URL(`./${certificate}.${what}.pem`, import.meta.url));
  return createSecureServer({ key: read('key'), cert: read('cert') }, listener);
}

function say(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body = '',
): void {
  response.writeHead(status, headers).end(body);
}

/** Never ends by itself: only the other side's hanging up does. */
function endless(response: ServerResponse, what: 'xml' | 'page' | 'headers', first?: Buffer): void {
  const { socket } = response;
  if (!socket) return;
  const part = Buffer.alloc(1 << 16, what === 'headers' ? 'X-Again: yes\r\n' : '<a></a>');
  if (what === 'headers') socket.write('HTTP/1.1 200 OK\r\n');
  else response.writeHead(200, { 'Content-Type': what === 'xml' ? 'text/xml' : 'image/jpeg' });
  const stream = what === 'headers' ? socket : response;
  if (first) stream.write(first);
  const more = () => {
    while (!socket.destroyed && stream.write(part));
    if (!socket.destroyed) stream.once('drain', more);
  };
  more();
}

function drip(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'image/jpeg' });
  const timer = setInterval(() => response.write(Buffer.from([0xff])), 20);
  response.once('close', () => clearInterval(timer));
}
