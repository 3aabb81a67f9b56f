import { expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { onBothDatabases } from '../on-both-databases.ts';
import { SigningDesk } from '../signing-desk.ts';

onBothDatabases((at) => {
  it('refuses a wrong signature, of the request and of the chain', async () => {
    const desk = await at.founded();
    const facts = desk.register(1);
    const body = { facts, signature: desk.sign('lontar chain\n' + facts[0]!.hash) };
    const headers = desk.headers('POST', '/v1/facts', JSON.stringify(body));
    const changed = { ...body, facts: [{ ...facts[0], at: '2026-01-06T00:00:00.000Z' }] };
    await at.expectRefused('auth.signature', () => desk.post('/v1/facts', changed, headers));
    await at.expectRefused('auth.signature', () => desk.post('/v1/facts?x=1', body, headers));
    await at.expectRefused('auth.needed', () => desk.post('/v1/facts', body, {}));
    await at.expectRefused('auth.signature', () => desk.send(facts, 'f'.repeat(64)));
    const stranger = new SigningDesk();
    stranger.address = at.server.address;
    await at.expectRefused('auth.signature', () => stranger.send(facts));
  });

  it('refuses a request that comes again, in order or not', async () => {
    const desk = await at.founded();
    const body = JSON.stringify({ sha256: [] });
    const path = '/v1/blobs/missing';
    desk.counter = 1000;
    const early = desk.headers('POST', path, body, 999);
    const late = desk.headers('POST', path, body, 1000);
    expect((await desk.post(path, { sha256: [] }, late)).code).toBeUndefined();
    expect((await desk.post(path, { sha256: [] }, early)).code).toBeUndefined();
    const replayed = { code: 'auth.replayed', data: { counter: 1000 } };
    expect(await desk.post(path, { sha256: [] }, late)).toMatchObject(replayed);
    expect(await desk.post(path, { sha256: [] }, early)).toMatchObject(replayed);
    const old = desk.headers('POST', path, body, 1000 - 256);
    expect(await desk.post(path, { sha256: [] }, old)).toMatchObject(replayed);
  });

  it('refuses a chain that is broken, forked, forged, or of another device', async () => {
    const desk = await at.founded();
    const kept = desk.tip;
    const facts = [...desk.register(1), ...desk.register(2), ...desk.register(3)];
    await at.expectRefused('chain.broken', () => desk.send([facts[0]!, facts[2]!]));
    await at.expectRefused('chain.broken', () => desk.send([facts[1]!]));
    const forged = { ...facts[0]!, at: '2026-01-06T00:00:00.000Z' };
    await at.expectRefused('fact.changed', () => desk.send([forged]));
    await desk.send(facts);
    desk.tip = kept;
    await at.expectRefused('chain.forked', () => desk.send(desk.register(1)));
    const other = await at.joined();
    await at.expectRefused('fact.of-another-device', () => other.send(facts));
  });

  it('refuses what concerns another office, and shows it nothing of it', async () => {
    const desk = await at.founded();
    const [registered] = desk.register(1);
    await desk.send([registered!]);
    const letter = registered!.aggregate.slice('letter:'.length);
    const theirs = desk.letters.get(letter)!;
    const here = await at.everything();
    const hereOffice = at.office;
    await at.newOffice();
    const stranger = await at.founded();
    expect(await stranger.get(1)).toEqual([]);
    const tip = stranger.tip;
    const aggregate = desk.facts[0]!.aggregate;
    const body = { name: 'Kami', address: [], place: '' };
    const ofTheirs = stranger.seal(
      { type: 'office.letterhead-set', version: 1, body },
      aggregate,
      1,
    );
    await at.expectRefused('fact.of-another-office', () => stranger.send([ofTheirs]));
    stranger.tip = tip;
    stranger.letters.set(letter, theirs);
    const cancel = { name: 'letters.cancel' as const, input: { reason: 'Jahil' } };
    expect((await stranger.send(stranger.change(letter, cancel))).confirmed).toMatchObject([
      { verdict: 'disputed', code: 'letter.unknown' },
    ]);
    at.office = hereOffice;
    expect(await at.everything()).toEqual(here);
    expect(await desk.get(2)).toEqual([]);
  });

  it('refuses a body that its form refuses, of every kind', async () => {
    const desk = await at.founded();
    const tip = desk.tip;
    const [good] = desk.register(1);
    const bad = (body: object, type = 'letter.registered') => {
      desk.tip = tip;
      return desk.seal({ type, version: 1, body }, good!.aggregate, 0);
    };
    const { body } = good!;
    const fields = body['fields'] as object;
    const wrong = [
      bad({ ...body, more: 1 }),
      bad({ ...body, fields: { ...fields, sender: 'a\u0000b' } }),
      bad({ ...body, fields: { ...fields, sender: '\ud800' } }),
      bad({ ...body, fields: { ...fields, sender: 'x'.repeat(301) } }),
      bad({ ...body, fields: { ...fields, sender: 5 } }),
      bad({ ...body, agenda: { book: '../masuk', year: 2026, number: 1 } }),
      bad({ ...body, agenda: { book: 'masuk', year: 2026, number: -1 } }),
      bad({ ...body, document: { sha256: '../../etc/passwd', pages: 1, bytes: 1, name: 'a' } }),
      bad({ reason: 'x' }, 'office.printed'),
    ];
    for (const fact of wrong) await at.expectRefused('fact.malformed', () => desk.send([fact]));
    await at.expectRefused('fact.malformed', () => desk.send([{ ...good!, extra: true }]));
    await at.expectRefused('input.invalid', () => desk.send([]));
  });

  it('refuses a body that is too large', async () => {
    const desk = await at.founded();
    const large = [{ ...desk.register(1)[0]!, large: 'x'.repeat(9 << 20) }];
    await at.expectRefused('request.too-large', () => desk.send(large as unknown as Fact[]));
  });
});
