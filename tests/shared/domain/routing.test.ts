import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { routingInputs } from '../../../shared/contract/dispositions.ts';
import { LetterFields } from '../../../shared/contract/letters.ts';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { decideLetter } from '../../../shared/domain/letter/decide.ts';
import type { RoutingCommand } from '../../../shared/domain/letter/decide-routing.ts';
import { type LetterFactAt, reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import {
  branchOf,
  chainOf,
  firstDisposition,
  isOpen,
  mayKnow,
  statusOf,
  waitingOf,
} from '../../../shared/domain/letter/routing.ts';
import type { Disposition, Letter } from '../../../shared/domain/letter/state.ts';
import { decideOffice } from '../../../shared/domain/office/decide.ts';
import { isBelow } from '../../../shared/domain/office/holding.ts';
import { reduceOffice } from '../../../shared/domain/office/reduce.ts';
import type { Office, Position } from '../../../shared/domain/office/state.ts';
import '../../seed.ts';

const device = '01a20caa-36b1-7000-a6d8-f3aa38469ddc';
const idOf = (number: number) =>
  `01a20caa-36b1-7000-a6d8-${String(number).padStart(12, '0')}` as const;
const letterId = idOf(0);
const today = '2026-01-05';

function founded(): Office {
  const head = { name: 'Sekretariat Daerah', address: [], place: '' };
  const [fact] = decideOffice(null, { name: 'office.found', input: head }, device);
  return reduceOffice(null, device, fact!);
}
const office = founded();

function officeWith(change: Partial<Position> & { key: string }): Office {
  const position = { ...office.positions.find(({ key }) => key === change.key)!, ...change };
  const [fact] = decideOffice(office, { name: 'office.savePosition', input: position }, device);
  return reduceOffice(office, device, fact!);
}

/** A letter and everything that was done to it; facts are numbered, so that their ids can be told. */
function desk(secrecy: 'B' | 'R' = 'B') {
  let facts = 0;
  const journal: string[] = [];
  let letter: Letter | null = null;
  const apply = (decided: ReturnType<typeof decideLetter>) => {
    for (const one of decided) {
      facts += 1;
      const at = `2026-01-05T00:00:00.${String(facts).padStart(3, '0')}Z`;
      const fact = { ...one, id: idOf(facts), at };
      journal.push(canonicalText(fact));
      letter = reduceLetter(letter, letterId, fact as LetterFactAt);
    }
  };
  const fields = LetterFields.parse({ sender: 'Dinas', subject: 'Undangan', secrecy });
  const input = { book: 'masuk', received: today, fields, document: null, answers: null };
  apply(decideLetter(null, { name: 'letters.register', input, number: 1, device }, office, today));
  const self = {
    get letter() {
      return letter!;
    },
    journal,
    /** Parsed as it comes through the door. */
    act(name: RoutingCommand['name'], given: object, inOffice = office, day = today) {
      const { letter: _, ...parsed } = routingInputs[name].parse({ letter: letterId, ...given });
      const command = { name, input: parsed } as unknown as RoutingCommand;
      apply(decideLetter(letter, command, inOffice, day));
      return self;
    },
    give: (from: string, to: string[], more: object = {}) =>
      self.act('dispositions.give', { from, to, ...more }),
    last: () => letter!.dispositions.at(-1)!,
    code(work: () => unknown): string {
      const before = letter;
      try {
        work();
        return 'accepted';
      } catch (error) {
        expect(letter).toBe(before);
        return (error as { code?: string }).code ?? String(error);
      }
    },
  };
  return self;
}

const because = { reason: 'Salah alamat' };

describe('disposing further', () => {
  test('a receiver disposes to those below it, under the disposition it received', () => {
    const d = desk().give('sekda', ['asisten-3']).give('asisten-3', ['bagian-umum']);
    const [first, second] = d.letter.dispositions;
    expect(second).toMatchObject({ parent: first!.id, kind: 'disposition' });
    expect(first!.seen).toHaveProperty('asisten-3');
    expect(statusOf(d.letter)).toBe('disposed');
  });
  test('not to a position that is not below: that is forwarding', () => {
    const d = desk().give('sekda', ['asisten-3']);
    expect(d.code(() => d.give('asisten-3', ['bagian-hukum']))).toBe('disposition.not-below');
  });
  test('who received nothing can’t dispose a letter that has its first disposition', () => {
    const d = desk().give('sekda', ['asisten-3']);
    expect(d.code(() => d.give('asisten-1', ['bagian-hukum']))).toBe('disposition.already-given');
    expect(d.code(() => d.give('sekda', ['asisten-1']))).toBe('disposition.already-given');
  });
  test('who received it twice says which one is meant', () => {
    const d = desk().give('sekda', ['asisten-3', 'bagian-umum']);
    d.give('asisten-3', ['bagian-umum']);
    const which = d.letter.dispositions[1]!.id;
    const report = { position: 'bagian-umum', text: 'Sudah' };
    expect(d.code(() => d.act('dispositions.followUp', report))).toBe('disposition.which');
    d.act('dispositions.followUp', { ...report, disposition: which });
    expect(d.letter.dispositions[1]!.tasks['bagian-umum']!.followUps).toHaveLength(1);
  });
  test('copies are for information: they wait until seen, and can’t be worked on', () => {
    const d = desk().give('sekda', ['asisten-3'], { copies: ['asisten-1', 'asisten-3'] });
    expect(d.last().copies.map(({ key }) => key)).toEqual(['asisten-1']);
    const text = { position: 'asisten-1', text: 'Sudah' };
    expect(d.code(() => d.act('dispositions.followUp', text))).toBe('disposition.none');
    const kinds = () => waitingOf(d.letter).map(({ position, kind }) => `${position} ${kind}`);
    expect(kinds()).toEqual(['asisten-3 task', 'asisten-1 copy']);
    d.act('dispositions.see', { position: 'asisten-1' });
    expect(kinds()).toEqual(['asisten-3 task']);
  });
});

describe('forwarding', () => {
  test('hands the task over with what was asked for, and its giver waits for the new holder', () => {
    const d = desk().give('sekda', ['asisten-3'], {
      instructions: ['telaah'],
      due: '2026-01-09',
    });
    d.act('dispositions.forward', { position: 'asisten-3', to: ['bagian-hukum'], note: 'Maaf' });
    expect(d.last()).toMatchObject({ kind: 'forward', due: '2026-01-09', note: 'Maaf' });
    expect(d.last().instructions.map(({ key }) => key)).toEqual(['telaah']);
    expect(waitingOf(d.letter).map(({ position }) => position)).toEqual(['bagian-hukum']);
    const again = { position: 'asisten-3', text: 'x' };
    expect(d.code(() => d.act('dispositions.followUp', again))).toBe('disposition.forwarded');
    d.act('dispositions.complete', { position: 'bagian-hukum' });
    expect(statusOf(d.letter)).toBe('finished');
  });
  test('not to somebody who has it already, nor back to its giver', () => {
    const d = desk().give('sekda', ['asisten-3', 'asisten-1']);
    for (const to of ['asisten-1', 'sekda', 'asisten-3']) {
      const again = () => d.act('dispositions.forward', { position: 'asisten-3', to: [to] });
      expect(d.code(again)).toBe('disposition.has-it-already');
    }
  });
  test('called back unseen, it is the task of whoever passed it on', () => {
    const d = desk().give('sekda', ['asisten-3']);
    d.act('dispositions.forward', { position: 'asisten-3', to: ['asisten-1'] });
    d.act('dispositions.recall', { position: 'asisten-3', ...because });
    expect(waitingOf(d.letter).map(({ position }) => position)).toEqual(['asisten-3']);
  });
});

describe('recalling', () => {
  test('while nobody has seen it; then another first disposition can be given', () => {
    const d = desk().give('sekda', ['asisten-3']);
    d.act('dispositions.recall', { position: 'sekda', ...because });
    expect(statusOf(d.letter)).toBe('registered');
    expect(waitingOf(d.letter)).toEqual([]);
    d.give('sekda', ['asisten-1']);
    expect(firstDisposition(d.letter)!.to[0]!.key).toBe('asisten-1');
  });
  test('not once a receiver has seen it, nor by another than its giver', () => {
    const d = desk().give('sekda', ['asisten-3']);
    const recall = (position: string) => () =>
      d.act('dispositions.recall', { position, ...because });
    expect(d.code(recall('asisten-3'))).toBe('disposition.none');
    d.act('dispositions.see', { position: 'asisten-3' });
    expect(d.code(recall('sekda'))).toBe('disposition.already-seen');
  });
  test('of several given, the one that nobody has seen is meant', () => {
    const d = desk().give('sekda', ['asisten-3']).give('asisten-3', ['bagian-umum']);
    d.act('dispositions.complete', { position: 'bagian-umum' });
    d.act('dispositions.forward', { position: 'asisten-3', to: ['asisten-1'] });
    d.act('dispositions.recall', { position: 'asisten-3', ...because });
    expect(d.last().recalled).toMatchObject(because);
  });
  test('seeing twice is seeing once', () => {
    const d = desk().give('sekda', ['asisten-3']).act('dispositions.see', {
      position: 'asisten-3',
    });
    const { letter } = d;
    expect(d.act('dispositions.see', { position: 'asisten-3' }).letter).toBe(letter);
  });
});

describe('returning', () => {
  test('with the reason it waits for its giver, until that one gives it anew', () => {
    const d = desk().give('sekda', ['asisten-3']);
    d.act('dispositions.return', { position: 'asisten-3', ...because });
    expect(statusOf(d.letter)).toBe('registered');
    const kinds = () => waitingOf(d.letter).map(({ position, kind }) => `${position} ${kind}`);
    expect(kinds()).toEqual(['sekda returned']);
    d.give('sekda', ['asisten-1']);
    expect(kinds()).toEqual(['asisten-1 task']);
  });
  test('not while something given on from it is still open', () => {
    const d = desk().give('sekda', ['asisten-3']).give('asisten-3', ['bagian-umum']);
    const back = () => d.act('dispositions.return', { position: 'asisten-3', ...because });
    expect(d.code(back)).toBe('disposition.branch-open');
  });
});

describe('completing', () => {
  test('a receiver’s task is done when the branch below is; all done is a finished letter', () => {
    const d = desk().give('sekda', ['asisten-3']).give('asisten-3', ['bagian-umum']);
    const done = (position: string) => () => d.act('dispositions.complete', { position });
    expect(d.code(done('asisten-3'))).toBe('disposition.branch-open');
    done('bagian-umum')();
    expect(statusOf(d.letter)).toBe('disposed');
    done('asisten-3')();
    expect(statusOf(d.letter)).toBe('finished');
    expect(waitingOf(d.letter)).toEqual([]);
  });
  test('the giver’s word ends the branch below, whatever is open there', () => {
    const d = desk().give('sekda', ['asisten-3']).give('asisten-3', ['bagian-umum']);
    d.act('dispositions.complete', { position: 'sekda', note: 'Cukup' });
    expect(statusOf(d.letter)).toBe('finished');
    expect(waitingOf(d.letter)).toEqual([]);
    const late = { position: 'bagian-umum', text: 'Sudah' };
    expect(d.code(() => d.act('dispositions.followUp', late))).toBe('disposition.closed');
  });
  test('reopened by the giver it goes on where it was', () => {
    const d = desk().give('sekda', ['asisten-3']);
    d.act('dispositions.complete', { position: 'asisten-3' });
    const again = { position: 'sekda', ...because };
    expect(d.code(() => d.act('dispositions.reopen', again))).toBe('disposition.none');
    d.act('dispositions.reopen', { ...again, task: 'asisten-3' });
    expect(statusOf(d.letter)).toBe('disposed');
    d.act('dispositions.complete', { position: 'sekda' });
    d.act('dispositions.reopen', again);
    expect(waitingOf(d.letter).map(({ position }) => position)).toEqual(['asisten-3']);
  });
});

describe('acting holders', () => {
  const acting = { name: 'Pejabat Uji', acting: 'Plt.' as const };
  test('stand in only while their dates say so', () => {
    const holder = { ...acting, from: '2026-01-01', until: '2026-01-31' };
    const stand = officeWith({ key: 'asisten-3', holder });
    const d = desk();
    const to = { from: 'sekda', to: ['asisten-3'] };
    for (const day of ['2025-12-31', '2026-02-01']) {
      expect(d.code(() => d.act('dispositions.give', to, stand, day))).toBe('position.vacant');
    }
    d.act('dispositions.give', to, stand, '2026-01-31');
    expect(d.last().to[0]).toMatchObject({ holder: 'Pejabat Uji', acting: 'Plt.' });
  });
});

describe('who sees what', () => {
  const way = () => {
    const d = desk('R').give('sekda', ['asisten-1', 'asisten-3'], { copies: ['asisten-2'] });
    d.give('asisten-3', ['bagian-umum']).give('asisten-1', ['bagian-hukum']);
    return d;
  };
  const seen = (d: ReturnType<typeof way>, key: string) =>
    branchOf(d.letter, key).map((one) => `${one.from.key}>${one.to.map((to) => to.key).join()}`);

  test('the giver everything below, a receiver its own branch and not the other’s', () => {
    const d = way();
    expect(seen(d, 'sekda')).toHaveLength(3);
    expect(seen(d, 'asisten-3')).toEqual(['sekda>asisten-1,asisten-3', 'asisten-3>bagian-umum']);
    expect(seen(d, 'bagian-umum')).toEqual(['asisten-3>bagian-umum']);
    expect(seen(d, 'asisten-2')).toEqual(['sekda>asisten-1,asisten-3']);
    expect(seen(d, 'bagian-kesra')).toEqual([]);
  });
  test('a secret letter shows more than its number to those alone whom a disposition names', () => {
    const d = way();
    expect(['sekda', 'asisten-2', 'bagian-umum'].map((key) => mayKnow(d.letter, key))).toEqual([
      true,
      true,
      true,
    ]);
    expect(mayKnow(d.letter, 'bagian-kesra')).toBe(false);
    expect(mayKnow(desk('B').letter, 'bagian-kesra')).toBe(true);
  });
});

const keys = ['sekda', 'asisten-1', 'asisten-3', 'bagian-umum', 'bagian-hukum'] as const;
const key = fc.constantFrom(...keys);
const some = fc.uniqueArray(key, { minLength: 1, maxLength: 3 });
/** Sometimes names one of the dispositions, by its place. */
const which = fc.option(fc.nat(6), { nil: undefined });
const steps = fc.oneof(
  fc.record({ name: fc.constant('dispositions.give'), from: key, to: some, copies: some, which }),
  fc.record({ name: fc.constant('dispositions.forward'), position: key, to: some, which }),
  fc.record({ name: fc.constant('dispositions.see'), position: key }),
  fc.record({
    name: fc.constantFrom('dispositions.recall', 'dispositions.return'),
    position: key,
    reason: fc.constant('x'),
    which,
  }),
  fc.record({
    name: fc.constant('dispositions.followUp'),
    position: key,
    text: fc.constant('x'),
    which,
  }),
  fc.record({
    name: fc.constant('dispositions.complete'),
    position: key,
    as: fc.constantFrom('receiver', 'giver', undefined),
    which,
  }),
  fc.record({
    name: fc.constant('dispositions.reopen'),
    position: key,
    task: fc.option(key, { nil: undefined }),
    reason: fc.constant('x'),
    which,
  }),
);

/** The rules of the field, said once more in other words. */
function expectSound(letter: Letter): void {
  const inForce = letter.dispositions.filter(
    (one) =>
      one.parent === null &&
      !one.recalled &&
      Object.values(one.tasks).some(({ returned }) => !returned),
  );
  expect(inForce.length, 'one first disposition at most').toBeLessThanOrEqual(1);
  for (const one of letter.dispositions) expectSoundOne(letter, one);
  for (const { position, kind, disposition } of waitingOf(letter)) {
    const one = letter.dispositions.find(({ id }) => id === disposition)!;
    if (kind === 'task') expect(isOpen(letter, one, position)).toBe(true);
    // Whatever waits for somebody can be seen by him.
    expect(branchOf(letter, position)).toContain(one);
  }
  if (statusOf(letter) === 'finished') {
    const first = firstDisposition(letter)!;
    const under = waitingOf(letter).filter(({ disposition, kind }) => {
      const one = letter.dispositions.find(({ id }) => id === disposition)!;
      return kind === 'task' && chainOf(letter, one).includes(first);
    });
    expect(under).toEqual([]);
  }
}

function expectSoundOne(letter: Letter, one: Disposition): void {
  const to = one.to.map((position) => position.key);
  expect(new Set(to).size).toBe(to.length);
  expect(to).not.toContain(one.from.key);
  expect(Object.keys(one.tasks).sort()).toEqual(to.toSorted());
  const receivers = new Set([...to, ...one.copies.map((position) => position.key)]);
  for (const reader of Object.keys(one.seen)) expect(receivers).toContain(reader);
  if (one.recalled) expect(one.seen).toEqual({});
  for (const task of Object.values(one.tasks)) {
    const ends = [task.forwarded, task.returned, task.completed].filter((end) => end !== null);
    expect(ends.length).toBeLessThanOrEqual(1);
  }
  if (one.parent === null) return;
  const above = letter.dispositions.find(({ id }) => id === one.parent)!;
  expect(Object.keys(above.tasks)).toContain(one.from.key);
  if (one.kind === 'disposition') {
    for (const receiver of to) expect(isBelow(office, receiver, one.from.key)).toBe(true);
  } else if (!one.recalled) {
    expect(above.tasks[one.from.key]!.forwarded).toBe(one.id);
  }
}

test('no sequence of steps breaks a rule, and the facts make the same state again', () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 30 }), (sequence) => {
      const d = desk();
      for (const { name, ...given } of sequence) {
        const { which: place, ...rest } = given as { which?: number };
        const disposition = place === undefined ? undefined : d.letter.dispositions[place]?.id;
        const named = name === 'dispositions.give' ? { under: disposition } : { disposition };
        const code = d.code(() => d.act(name as RoutingCommand['name'], { ...rest, ...named }));
        expect(code).toMatch(/^accepted$|^disposition\.[a-z-]+$/);
        expectSound(d.letter);
      }
      const again = d.journal
        .map((text) => JSON.parse(text) as LetterFactAt)
        .reduce<Letter | null>((state, fact) => reduceLetter(state, letterId, fact), null);
      expect(canonicalText(again)).toBe(canonicalText(d.letter));
    }),
    { numRuns: 300 },
  );
});

test('a disposition given before routing was known is a first one', () => {
  const d = desk().give('sekda', ['asisten-3']);
  const facts = d.journal.map((text) => JSON.parse(text));
  for (const name of ['kind', 'parent', 'copies']) delete facts[1].body.disposition[name];
  const old = facts.reduce((state, fact) => reduceLetter(state, letterId, fact), null);
  expect(canonicalText(old)).toBe(canonicalText(d.letter));
});
