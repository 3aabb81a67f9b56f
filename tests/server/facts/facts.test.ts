import { expect, it } from 'vitest';
import { newId } from '../../../electron/core/archive/identity.ts';
import { sql } from '../../../server/database/sql.ts';
import { decideOfficeOnServer, decideOnServer } from '../../../server/facts/decide.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import type { SigningDesk } from '../signing-desk.ts';

const actor = { person: 'Bu Sekda', position: 'sekda' };

onBothDatabases((at) => {
  it('takes in what a desk did, gives it numbers, and answers the same when it is sent again', async () => {
    const desk = await at.founded();
    const facts = [...desk.register(1), ...desk.register(2)];
    const [first] = facts;
    const letter = first!.aggregate.slice('letter:'.length);
    const input = { fields: { subject: 'Rapat' } };
    facts.push(...desk.change(letter, { name: 'letters.correct', input }));
    const answer = await desk.send(facts);
    expect(answer.confirmed).toEqual(
      [2, 3, 4].map((n) => ({ seq: n, n, verdict: 'applied', code: null })),
    );
    const [row] = await at.server.context.database.all<{ state: string; subject: string }>(
      sql`SELECT state, subject FROM letters WHERE office = ${at.office} AND letter = ${letter}`,
    );
    expect(row).toEqual({ state: canonicalText(desk.letters.get(letter)), subject: 'Rapat' });
    const before = await at.everything();
    expect((await desk.send(facts)).confirmed).toEqual(answer.confirmed);
    expect(await at.everything()).toEqual(before);
    const more = desk.register(3);
    expect(await desk.send([facts.at(-1)!, ...more])).toMatchObject({ status: 200, head: 5 });
  });

  it('gives another desk what was taken in, and the own desk its numbers alone', async () => {
    const desk = await at.founded();
    await desk.send(desk.register(1));
    const other = await at.joined();
    const lines = await other.get();
    expect(lines.map(([n, verdict, code, device, seq]) => [n, verdict, code, device, seq])).toEqual(
      [
        [1, 'applied', null, desk.device, 1],
        [2, 'applied', null, desk.device, 2],
      ],
    );
    expect(lines.map((line) => line[5])).toEqual(desk.facts);
    expect(await desk.get(1)).toEqual([[2, 'applied', null, desk.device, 2, null]]);
  });

  it('keeps what disagrees, of no effect, and settles it by what a person says', async () => {
    const desk = await at.founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const other = await at.joined();
    await other.see();
    const say = (one: SigningDesk, subject: string) =>
      one.change(letter, { name: 'letters.correct', input: { fields: { subject } } });
    await desk.send(say(desk, 'Undangan rapat'));
    const [late] = say(other, 'Undangan pelantikan');
    expect((await other.send([late!])).confirmed).toEqual([
      { seq: 1, n: 4, verdict: 'disputed', code: 'letter.field-differs' },
    ]);
    const row = await at.server.context.database.get<{ subject: string }>(
      sql`SELECT subject FROM letters WHERE letter = ${letter} AND office = ${at.office}`,
    );
    expect(row).toEqual({ subject: 'Undangan rapat' });
    const settle = { fact: late!.id, choice: 'kept' as const };
    await desk.send(desk.change(letter, { name: 'letters.settle', input: settle }));
    const dispute = await at.server.context.database.get(
      sql`SELECT fact, n, settled FROM disputes WHERE office = ${at.office}`,
    );
    expect(dispute).toEqual({ fact: late!.id, n: 4, settled: 5 });
  });

  it('merges corrections of different fields', async () => {
    const desk = await at.founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const other = await at.joined();
    await other.see();
    const input = (fields: object) => ({ name: 'letters.correct' as const, input: { fields } });
    await desk.send(desk.change(letter, input({ subject: 'Rapat' })));
    const answer = await other.send(other.change(letter, input({ sender: 'Bupati' })));
    expect(answer.confirmed).toMatchObject([{ verdict: 'applied' }]);
    expect(
      await at.server.context.database.get(
        sql`SELECT subject, sender FROM letters WHERE letter = ${letter} AND office = ${at.office}`,
      ),
    ).toEqual({ subject: 'Rapat', sender: 'Bupati' });
  });

  it('lets only the desk of a book number its letters, one after another, and hands it over', async () => {
    const desk = await at.founded();
    await desk.send([...desk.register(1), ...desk.register(2)]);
    const other = await at.joined();
    await other.see();
    other.office = {
      ...other.office!,
      books: [{ ...other.office!.books[0]!, device: other.device }],
    };
    expect((await other.send(other.register(3))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'book.of-another-desk' },
    ]);
    expect((await desk.send(desk.register(4))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'number.not-next' },
    ]);
    expect((await desk.send(desk.register(2))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'number.taken' },
    ]);
    const to = { book: 'masuk', to: other.device };
    await desk.send(desk.do({ name: 'office.handOverBook', input: to }));
    expect((await other.send(other.register(3))).confirmed).toMatchObject([{ verdict: 'applied' }]);
    const back = { book: 'masuk', to: desk.device, byServer: true };
    await decideOfficeOnServer(at.server.context, at.office, actor, {
      name: 'office.handOverBook',
      input: back,
    });
    desk.office = { ...desk.office!, books: [{ ...desk.office!.books[0]!, device: desk.device }] };
    expect((await desk.send(desk.register(4))).confirmed).toMatchObject([{ verdict: 'applied' }]);
  });

  it('keeps what a newer version wrote, with a number', async () => {
    const desk = await at.founded();
    const letter = newId();
    const fact = desk.seal(
      { type: 'letter.dreamt', version: 1, body: { of: 'rain' } },
      `letter:${letter}`,
      0,
    );
    const next = desk.seal(
      { type: 'letter.registered', version: 2, body: {} },
      `letter:${letter}`,
      0,
    );
    expect((await desk.send([fact, next])).confirmed).toMatchObject([
      { verdict: 'newer' },
      { verdict: 'newer' },
    ]);
  });

  it('decides for people on the web in its own chain', async () => {
    const desk = await at.founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const input = {
      from: 'sekda',
      to: ['asisten-1'],
      copies: [],
      instructions: [],
      note: 'Hadiri',
      due: null,
    };
    const command = { name: 'dispositions.give' as const, input };
    const changed = await decideOnServer(at.server.context, at.office, actor, { letter, command });
    expect(changed.dispositions).toMatchObject([{ note: 'Hadiri', to: [{ key: 'asisten-1' }] }]);
    await expect(
      decideOnServer(at.server.context, at.office, actor, { letter, command }),
    ).rejects.toMatchObject({ code: 'disposition.already-given' });
    const last = (await desk.get(2)).at(-1)!;
    expect(last[5]).toMatchObject({ type: 'letter.disposed', actor, seq: 1 });
    expect(
      await at.server.context.database.all(
        sql`SELECT position, kind FROM waiting WHERE office = ${at.office}`,
      ),
    ).toEqual([{ position: 'asisten-1', kind: 'task' }]);
  });

  it('keeps SQL and HTML in every field as it is, and does nothing by it', async () => {
    const desk = await at.founded();
    const evil = `'; DROP TABLE letters; --<script>alert(1)</script>\${x}%s\\`;
    const fields = {
      number: evil,
      sender: evil,
      subject: evil,
      recipient: evil,
      attachments: evil,
      forwardedTo: evil,
      remarks: evil,
      location: evil,
    };
    const [registered] = desk.register(1, fields);
    const letter = registered!.aggregate.slice('letter:'.length);
    const facts = [
      registered!,
      ...desk.change(letter, { name: 'letters.cancel', input: { reason: evil } }),
    ];
    expect(await desk.send(facts)).toMatchObject({ status: 200, head: 3 });
    const row = await at.server.context.database.get<Record<string, string>>(
      sql`SELECT number, sender, subject, forwarded, state FROM letters
          WHERE letter = ${letter} AND office = ${at.office}`,
    );
    expect(row).toMatchObject({ number: evil, sender: evil, subject: evil, forwarded: evil });
    expect(JSON.parse(row!['state']!)).toMatchObject({ fields, cancelled: { reason: evil } });
  });

  it('tells of new facts as they come', async () => {
    const desk = await at.founded();
    const path = '/v1/events';
    const stop = new AbortController();
    const answer = await fetch(at.server.address + path, {
      headers: desk.headers('GET', path, ''),
      signal: stop.signal,
    });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (text: string) => {
      while (!heard.includes(text)) heard += (await reader.read()).value ?? '';
    };
    await hear('data: 1\n');
    await desk.send(desk.register(1));
    await hear('data: 2\n');
    expect(heard).toContain('event: head');
    stop.abort();
  });
});
