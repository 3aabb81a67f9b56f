import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import type { Server } from '../../../server/listen.ts';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import { Browser } from '../browser.ts';
import { type PrivatePostgres, startPostgres } from '../postgres.ts';
import { testServer } from '../start-server.ts';
import { PASSWORD, scan, TestOffice } from './office.ts';

let postgres: PrivatePostgres;
let server: Server;
let setda: TestOffice;
let other: TestOffice;
let document: PreparedDocument;
interface Line {
  letter: { id: string };
}
const people: Record<string, Browser> = {};

beforeAll(async () => {
  postgres = await startPostgres();
  server = await testServer({ DATABASE_URL: postgres.url, LONTAR_PROXIES: '127.0.0.1' });
  setda = await TestOffice.on(server, 'Setda');
  other = await TestOffice.on(server, 'Dinas');
  document = await setda.document(scan('s01-dinas-1'));
  const logins = [
    ['sekda', 'leader', ['sekda']],
    ['asisten', 'leader', ['asisten-1']],
    ['asisten-2', 'leader', ['asisten-2']],
    ['umum', 'unit', ['bagian-umum']],
    ['arsip', 'clerk', []],
    ['periksa', 'auditor', []],
    ['admin', 'administrator', []],
  ] as const;
  for (const [login, role, positions] of logins) {
    await setda.person(login, role, [...positions]);
    await signIn(login);
  }
  await other.person('asing', 'leader', ['sekda']);
  await signIn('asing');
}, 90_000);
afterAll(async () => {
  await server?.close();
  postgres?.stop();
});

async function signIn(login: string) {
  people[login] = new Browser(server.address);
  await people[login].signIn(login, PASSWORD);
}

const call = (login: string, operation: string, input: object, key?: string) =>
  people[login]!.post(`/v1/call/${operation}`, { operation, input, ...(key && { key }) });
const act = (login: string, operation: string, input: object, key: string = randomUUID()) =>
  call(login, `dispositions.${operation}`, input, key);
const inbox = async (login: string) => (await call(login, 'web.inbox', {})).body;
const get = (login: string, letter: string) => call(login, 'letters.get', { letter });
const give = (letter: string, more: object = {}) => ({
  letter,
  from: 'sekda',
  to: ['asisten-1'],
  instructions: ['telaah'],
  ...more,
});

async function headOf(): Promise<number> {
  const query = sql`SELECT head FROM offices WHERE office = ${setda.office}`;
  return (await server.context.database.get<{ head: number }>(query))!.head;
}

async function expectRefused(code: string, ask: () => Promise<{ body: { code?: string } }>) {
  const before = await headOf();
  expect((await ask()).body).toMatchObject({ code });
  expect(await headOf()).toBe(before);
}

describe('the inbox', () => {
  it('shows a leader what has no disposition yet, and the receiver what was given, urgent first', async () => {
    const plain = await setda.letter({ subject: 'Biasa saja' });
    const urgent = await setda.letter({ subject: 'Segera', urgency: 'sangat-segera' });
    const ids = (await inbox('sekda')).items.map(({ letter }: Line) => letter.id);
    expect(ids.indexOf(urgent)).toBeLessThan(ids.indexOf(plain));
    for (const login of ['asisten', 'umum', 'arsip', 'admin', 'asing']) {
      const items = (await inbox(login)).items.map(({ letter }: Line) => letter.id);
      expect(items).not.toContain(urgent);
    }
    const given = await act('sekda', 'give', give(urgent, { note: 'Hari ini', due: '2026-01-02' }));
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    expect((await inbox('sekda')).items.map(({ letter }: Line) => letter.id)).not.toContain(urgent);
    const [item] = (await inbox('asisten')).items;
    expect(item).toMatchObject({
      letter: { id: urgent, subject: 'Segera' },
      position: 'asisten-1',
      kind: 'task',
      from: 'Sekretaris Daerah',
      instructions: ['Telaah/pelajari'],
      note: 'Hari ini',
      seen: false,
    });
    expect(item.overdue).toBeGreaterThan(0);
  });
});

describe('a letter', () => {
  it('goes its way by the steps of those who hold it', async () => {
    const letter = await setda.letter({ subject: 'Perjalanan' }, document);
    await act('sekda', 'give', give(letter));
    expect((await act('asisten', 'see', { letter, position: 'asisten-1' })).status).toBe(200);
    const further = { letter, from: 'asisten-1', to: ['bagian-hukum'], instructions: ['proses'] };
    expect((await act('asisten', 'give', further)).status).toBe(200);
    const done = await act('asisten', 'complete', { letter, position: 'asisten-1' });
    expect(done.body.code).toBe('disposition.branch-open');
    await setda.desk.see();
    const seen = setda.desk.letters.get(letter)!;
    expect(seen.dispositions.map(({ from }) => from.key)).toEqual(['sekda', 'asisten-1']);
    const facts = await server.context.database.all<{ fact: string }>(
      sql`SELECT fact FROM facts WHERE office = ${setda.office} AND aggregate = ${`letter:${letter}`}
          ORDER BY n DESC LIMIT 1`,
    );
    const { actor } = JSON.parse(facts[0]!.fact) as { actor: object };
    expect(actor).toEqual({ person: 'Nama asisten', position: 'asisten-1' });
  });

  it('is done once for each key, also when it comes twice at the same time', async () => {
    const letter = await setda.letter();
    const key = randomUUID();
    const before = await headOf();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => act('sekda', 'give', give(letter), key)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect((await act('sekda', 'give', give(letter), key)).status).toBe(200);
    expect(await headOf()).toBe(before + 1);
    await expectRefused('input.invalid', () =>
      act('sekda', 'give', give(letter, { note: 'x' }), key),
    );
    await expectRefused('disposition.already-given', () => act('sekda', 'give', give(letter)));
  });

  it('shows each only the branch below them', async () => {
    const letter = await setda.letter();
    await act('sekda', 'give', give(letter, { to: ['asisten-1', 'asisten-2'] }));
    const report = { letter, position: 'asisten-2', text: 'Rahasia dapur' };
    await act('asisten-2', 'followUp', report);
    expect(JSON.stringify((await get('asisten', letter)).body)).not.toContain('Rahasia dapur');
    expect(JSON.stringify((await get('sekda', letter)).body)).toContain('Rahasia dapur');
    expect(JSON.stringify((await get('periksa', letter)).body)).toContain('Rahasia dapur');
  });

  it('that is secret is unknown to all but those whom it names, with its pages', async () => {
    const secret = await setda.document(scan('s10-notadinas-1'));
    const letter = await setda.letter({ subject: 'Mutasi', secrecy: 'R' }, secret);
    const picture = `/v1/page/${letter}/${secret.sha256}/1?width=240`;
    for (const login of ['asisten', 'umum', 'arsip', 'periksa', 'admin', 'asing']) {
      expect((await get(login, letter)).body.code).toBe('letter.unknown');
      expect((await people[login]!.get(picture)).body.code).toBe('letter.unknown');
      const see = { letter, position: login === 'asing' ? 'sekda' : 'asisten-1' };
      await expectRefused(
        ['asisten', 'asing'].includes(login) ? 'letter.unknown' : 'auth.forbidden',
        () => act(login, 'see', see),
      );
    }
    expect((await get('sekda', letter)).status).toBe(200);
    await act('sekda', 'give', give(letter));
    expect((await get('asisten', letter)).status).toBe(200);
    expect((await get('asisten-2', letter)).body.code).toBe('letter.unknown');
  });

  it('is not acted on in a position of somebody else, nor first disposed by who does not lead', async () => {
    const letter = await setda.letter();
    await expectRefused('auth.forbidden', () => act('asisten', 'give', give(letter)));
    const own = give(letter, { from: 'asisten-1', to: ['bagian-hukum'] });
    await expectRefused('auth.forbidden', () => act('asisten', 'give', own));
    await expectRefused('auth.forbidden', () => act('admin', 'give', give(letter)));
    await expectRefused('auth.forbidden', () => act('arsip', 'give', give(letter)));
    await act('sekda', 'give', give(letter));
    const complete = { letter, position: 'asisten-1' };
    await expectRefused('auth.forbidden', () => act('umum', 'complete', complete));
    await expectRefused('letter.unknown', () =>
      act('asing', 'complete', { letter, position: 'sekda' }),
    );
  });

  it('takes no odd input: unknown steps, foreign fields, SQL and HTML are text or refused', async () => {
    const letter = await setda.letter();
    const note = `<img src=x onerror=alert(1)>'; DROP TABLE letters; --`;
    await expectRefused('input.invalid', () => call('sekda', 'dispositions.give', give(letter)));
    await expectRefused('route.unknown', () => act('sekda', 'erase', { letter }));
    await expectRefused('route.unknown', () => call('sekda', 'letters.register', {}, randomUUID()));
    await expectRefused('route.unknown', () => call('sekda', '__proto__', {}));
    await expectRefused('input.invalid', () => act('sekda', 'give', give("x' OR 1=1")));
    await expectRefused('input.invalid', () =>
      act('sekda', 'give', give(letter, { due: 'kemarin' })),
    );
    await expectRefused('input.invalid', () =>
      act('sekda', 'give', give(letter, { note: 'x'.repeat(5000) })),
    );
    await expectRefused('position.unknown', () =>
      act('sekda', 'give', give(letter, { to: ['nobody'] })),
    );
    await act('sekda', 'give', give(letter, { note, place: { page: 1, x: 0, y: 0 } }));
    const { body } = await get('asisten', letter);
    expect(body.letter.dispositions[0].note).toBe(note);
  });
});

describe('pages', () => {
  it('come as small pictures that are kept, for who may see the letter', async () => {
    const letter = await setda.letter({}, document);
    const path = `/v1/page/${letter}/${document.sha256}/1`;
    const ask = (query: string, browser = people['sekda']!) =>
      fetch(`${server.address}${path}${query}`, { headers: { cookie: browser.cookie } });
    const answer = await ask('?width=720');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(120_000);
    expect((await ask('?width=723')).status).toBe(400);
    expect((await fetch(`${server.address}${path}?width=720`)).status).toBe(401);
    const foreign = await setda.document(scan('s07-perusahaan-1'));
    const wrong = `/v1/page/${letter}/${foreign.sha256}/1?width=240`;
    expect((await people['sekda']!.get(wrong)).body.code).toBe('document.unknown');
    const sizes = await call('sekda', 'pages.sizes', { letter, sha256: document.sha256 });
    expect(sizes.body).toHaveLength(1);
    const file = await fetch(`${server.address}/v1/file/${letter}/${document.sha256}`, {
      headers: { cookie: people['sekda']!.cookie },
    });
    expect(file.headers.get('content-disposition')).toBe('attachment');
    expect((await file.arrayBuffer()).byteLength).toBe(document.bytes);
  });
});

describe('a report', () => {
  const bring = (login: string, body: Uint8Array, name: string, headers = {}) =>
    fetch(`${server.address}/v1/documents?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      body: body as BodyInit,
      headers: {
        cookie: people[login]!.cookie,
        origin: server.address,
        'lontar-csrf': people[login]!.csrf,
        'content-type': 'application/octet-stream',
        ...headers,
      },
    });

  it('takes a photo along as a PDF, which the giver sees', async () => {
    const letter = await setda.letter({ secrecy: 'T' });
    await act('sekda', 'give', give(letter, { to: ['bagian-umum'] }));
    const photo = readFileSync(scan('s07-perusahaan-1'));
    const answer = await bring('umum', photo, '../../etc/foto rapat.jpg');
    const paper = (await answer.json()) as PreparedDocument;
    expect(answer.status, JSON.stringify(paper)).toBe(200);
    expect(paper).toMatchObject({ pages: 1, name: 'foto rapat.jpg' });
    const report = { letter, position: 'bagian-umum', text: 'Sudah', attachments: [paper] };
    await expectRefused('document.unknown', () =>
      act('umum', 'followUp', { ...report, attachments: [{ ...paper, pages: 9 }] }),
    );
    await expectRefused('document.unknown', () =>
      act('umum', 'followUp', { ...report, attachments: [document] }),
    );
    expect((await act('umum', 'followUp', report)).status).toBe(200);
    const page = `${server.address}/v1/page/${letter}/${paper.sha256}/1?width=480`;
    const look = (login: string) => fetch(page, { headers: { cookie: people[login]!.cookie } });
    expect((await look('sekda')).status).toBe(200);
    expect((await look('asisten')).status).toBe(404);
  });

  it('takes neither programs, oversized files nor what another page sends', async () => {
    const program = new TextEncoder().encode('MZ this is a program');
    expect(((await (await bring('umum', program, 'x.pdf')).json()) as { code: string }).code).toBe(
      'file.type',
    );
    const large = new Uint8Array(21 * 1024 * 1024);
    expect((await bring('umum', large, 'x.pdf')).status).toBe(413);
    const photo = readFileSync(scan('s07-perusahaan-1'));
    expect((await bring('umum', photo, 'x', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await bring('arsip', photo, 'x')).status).toBe(403);
  });
});

it('tells at once that something has changed, to who is signed in', async () => {
  expect((await fetch(`${server.address}/v1/live`)).status).toBe(401);
  const stop = new AbortController();
  const answer = await fetch(`${server.address}/v1/live`, {
    headers: { cookie: people['sekda']!.cookie },
    signal: stop.signal,
  });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let told = '';
  const hear = async (wanted: number) => {
    while ((told.match(/event: head/g) ?? []).length < wanted) told += (await reader.read()).value;
  };
  await hear(1);
  await setda.letter();
  await hear(2);
  expect(told).toContain(`data: ${await headOf()}`);
  stop.abort();
});
