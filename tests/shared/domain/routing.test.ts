import { describe, expect, test } from 'vitest';
import { canonicalText } from '../../../shared/domain/fact.ts';
import { reduceLetter } from '../../../shared/domain/letter/reduce.ts';
import {
  branchOf,
  firstDisposition,
  mayKnow,
  statusOf,
  waitingOf,
} from '../../../shared/domain/letter/routing.ts';
import { desk, letterId, officeWith } from './routing-desk.ts';

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

test('a disposition given before routing was known is a first one', () => {
  const d = desk().give('sekda', ['asisten-3']);
  const facts = d.journal.map((text) => JSON.parse(text));
  for (const name of ['kind', 'parent', 'copies']) delete facts[1].body.disposition[name];
  const old = facts.reduce((state, fact) => reduceLetter(state, letterId, fact), null);
  expect(canonicalText(old)).toBe(canonicalText(d.letter));
});
