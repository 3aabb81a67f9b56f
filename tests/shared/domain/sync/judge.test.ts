import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { LontarError } from '../../../../shared/contract/error.ts';
import { canonicalText, type Fact } from '../../../../shared/domain/fact.ts';
import { LetterFields } from '../../../../shared/contract/letters.ts';
import { letterBodies } from '../../../../shared/domain/letter/fact-bodies.ts';
import type { Letter } from '../../../../shared/domain/letter/state.ts';
import { officeBodies } from '../../../../shared/domain/office/fact-bodies.ts';
import { checkBody, judge } from '../../../../shared/domain/sync/judge.ts';
import words from '../../../../shared/i18n/id.json' with { type: 'json' };
import { type Deed, handingOver, ofOffice, onLetters, part, registering } from './deeds.ts';
import { type Node, sampleId, valuesOf } from './form-values.ts';
import { Desk, idOf, officeId, Order, State } from './several-desks.ts';

type Turn = { desk: number } & ({ deed: Deed } | { line: 'push' | 'pull' | 'both' });

const desk = fc.nat(2);
const deed = fc.oneof(
  { weight: 3, arbitrary: registering },
  { weight: 8, arbitrary: onLetters },
  { weight: 4, arbitrary: ofOffice },
  { weight: 1, arbitrary: handingOver },
);
const line = fc.constantFrom<'push' | 'pull' | 'both'>('push', 'pull', 'both');

const turnsOf = (deeds: fc.Arbitrary<Deed>, maxLength: number): fc.Arbitrary<Turn[]> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ desk, deed: deeds }) },
      { weight: 1, arbitrary: fc.record({ desk, line }) },
    ),
    { minLength: maxLength / 3, maxLength, size: 'max' },
  );
const turns = turnsOf(deed, 45);

/** Three desks of one office, which the first has founded; each numbers a book, and two letters are in. */
function openOffice() {
  const order = new Order();
  const desks = [1, 2, 3].map((number) => new Desk(order, idOf(number * 1_000_000)));
  const input = { name: 'Sekretariat Daerah', address: [], place: '' };
  desks[0]!.office({ name: 'office.found', input });
  const exchange = () => {
    for (const one of desks) one.push();
    for (const one of desks) one.pull();
  };
  exchange();
  for (const [at, key] of [
    [1, 'sk'],
    [2, 'nota'],
  ] as const) {
    const opened = { key, title: key, direction: 'incoming' } as const;
    desks[at]!.office({ name: 'office.openBook', input: opened });
    desks[at]!.register(key, LetterFields.parse({ sender: 'Dinas', subject: 'Undangan' }));
  }
  exchange();
  return { order, desks, exchange };
}

function tried(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof LontarError)) throw error;
  }
}

function play(sequence: Turn[]) {
  const all = openOffice();
  for (const turn of sequence) {
    const one = all.desks[turn.desk]!;
    if ('deed' in turn) tried(() => turn.deed(one, all.desks));
    else {
      if (turn.line !== 'pull') one.push();
      if (turn.line !== 'push') one.pull();
    }
  }
  all.exchange();
  return all;
}

const factOf = ({ text }: { text: string }) => JSON.parse(text) as Fact;
const textOf = ({ office, letters }: State) =>
  canonicalText([office, [...letters].toSorted(([a], [b]) => (a < b ? -1 : 1))]);

/** A fact's own words for a disagreement that the clerk reads. */
const isExplained = (code: string) => Object.hasOwn(words.errors, code);

const forms: [string, z.ZodType][] = Object.entries({ ...letterBodies, ...officeBodies });

describe('facts of several desks in one order', () => {
  it('make the same state on every desk and whenever they are gone through again', () => {
    fc.assert(
      fc.property(turns, (sequence) => {
        const { order, desks } = play(sequence);
        const agreed = textOf(order.state);
        for (const one of desks) {
          expect(one.waits).toEqual([]);
          expect(textOf(one.view())).toBe(agreed);
        }
        const judgedAgain = new Order();
        for (const { text, seen } of order.facts) judgedAgain.take(text, { seen });
        expect(judgedAgain.facts).toEqual(order.facts);
        const reduced = new State();
        for (const one of order.facts) if (one.verdict === 'applied') reduced.reduce(factOf(one));
        expect(textOf(reduced)).toBe(agreed);
        for (const { verdict, code } of order.facts) {
          expect(['applied', 'disputed']).toContain(verdict);
          if (code !== null) expect(isExplained(code), code).toBe(true);
        }
      }),
    );
  });

  it('give each number of a book once, and none is left out', () => {
    const disputed = new Set<string>();
    fc.assert(
      fc.property(turns, (sequence) => {
        const { order } = play(sequence);
        const given = new Map<string, number[]>();
        for (const { agenda } of order.state.letters.values()) {
          const numbers = given.get(agenda.book) ?? [];
          given.set(agenda.book, [...numbers, agenda.number]);
        }
        for (const numbers of given.values()) {
          expect(numbers).toEqual(numbers.map((_, at) => at + 1));
        }
        for (const { code } of order.facts) if (code) disputed.add(code);
      }),
      { numRuns: 150 },
    );
    // The sequences do get where desks disagree.
    expect(disputed).toContain('office.differs');
    expect(disputed).toContain('letter.field-differs');
  });

  it('never write over what another desk did to the office meanwhile', () => {
    fc.assert(
      fc.property(turnsOf(ofOffice, 24), (sequence) => {
        const applied = play(sequence)
          .order.facts.filter(({ verdict }) => verdict === 'applied')
          .map((one) => ({ ...one, fact: factOf(one), about: aboutOf(factOf(one)) }));
        for (const [at, { fact, seen, about }] of applied.entries()) {
          const unseen = applied
            .slice(0, at)
            .filter((other) => other.about === about && other.fact.device !== fact.device)
            .filter(({ n }) => n > seen);
          for (const other of about === null ? [] : unseen) {
            expect(other.fact.type).toBe(fact.type);
            expect(canonicalText(other.fact.body)).toBe(canonicalText(fact.body));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are applied where nobody came between: what a desk allows, the order allows', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ desk, deed }), { maxLength: 40, size: 'max' }), (deeds) => {
        const { order, desks, exchange } = openOffice();
        for (const { desk: at, deed: done } of deeds) {
          tried(() => done(desks[at]!, desks));
          exchange();
        }
        const refused = order.facts.filter(({ verdict }) => verdict !== 'applied');
        expect(refused).toEqual([]);
      }),
    );
  });

  it('merge where they touch different things: whoever comes first, both hold and the state is the same', () => {
    fc.assert(
      fc.property(turnsOf(deed, 18), fc.tuple(desk, part), fc.tuple(desk, part), (before, a, b) => {
        fc.pre(a[0] !== b[0] && a[1].about !== b[1].about);
        const both = [a, b] as const;
        const after = (first: 0 | 1) => {
          const { order, desks, exchange } = play(before);
          const known = order.facts.length;
          for (const [at, { deed: done }] of both) tried(() => done(desks[at]!, desks));
          desks[both[first][0]]!.push();
          exchange();
          expect(order.facts.slice(known).filter(({ verdict }) => verdict !== 'applied')).toEqual(
            [],
          );
          return textOf(order.state);
        };
        expect(after(1)).toBe(after(0));
      }),
    );
  });

  it('never give a second number, document, first disposition, answer or receipt when judged twice', () => {
    fc.assert(
      fc.property(turns, fc.nat(), (sequence, which) => {
        const { order } = play(sequence);
        const applied = order.facts.filter(({ verdict }) => verdict === 'applied');
        const fact = factOf(applied[which % applied.length]!);
        const judged = judge(fact, order.met(fact));
        if (judged.verdict !== 'applied') return;
        if ('office' in judged) {
          expect(fact.type).not.toBe('office.founded');
          expect(fact.type).not.toBe('office.book-opened');
          return;
        }
        const before = order.state.letters.get(judged.letter.id)!;
        const after = judged.letter;
        expect(after.agenda).toEqual(before.agenda);
        expect(after.document).toEqual(before.document ?? after.document);
        expect(after.receipt?.code).toBe(before.receipt?.code ?? after.receipt?.code);
        expect(firstsOf(after)).toEqual(firstsOf(before));
        // An answer that was withdrawn may be given again.
        const answers = after.answeredBy.map(({ letter }) => letter);
        expect(new Set(answers).size).toBe(answers.length);
      }),
    );
  });

  it.each(forms)(
    '%s: whatever it says in its form, it is applied or disputed, and nothing else',
    (type, form) => {
      const right = valuesOf(form as unknown as Node).filter(
        (body) => form.safeParse(body).success,
      );
      fc.assert(
        fc.property(
          turnsOf(deed, 12),
          right,
          fc.nat(),
          fc.nat(9),
          (sequence, body, which, base) => {
            const { order } = play(sequence);
            const { state } = order;
            const letter = [...state.letters.values()][which % Math.max(1, state.letters.size)];
            const [kind] = type.split('.');
            const id = kind === 'office' ? officeId : (letter?.id ?? idOf(5));
            const named = letter?.dispositions.at(-1)?.id ?? letter?.stamps?.at(-1)?.id ?? idOf(6);
            const [first] = order.facts;
            const written = JSON.stringify(body)
              .replaceAll(sampleId, named)
              .replaceAll('"-masuk"', '"sekda"');
            const fact: Fact = {
              ...factOf(first!),
              type,
              version: 1,
              aggregate: `${kind}:${id}`,
              base,
              body: JSON.parse(written) as Fact['body'],
            };
            checkBody(fact);
            const before = textOf(state);
            const judged = judge(fact, order.met(fact));
            expect(textOf(state)).toBe(before);
            expect(judge(fact, order.met(fact))).toEqual(judged);
            if (judged.verdict === 'disputed')
              expect(isExplained(judged.code), judged.code).toBe(true);
            else expect(judged.verdict).toBe('applied');
          },
        ),
        { numRuns: 30 },
      );
    },
  );
});

/** The part of the office that a fact sets or takes away as a whole; null: it does not. */
function aboutOf({ type, body }: Fact): string | null {
  const { key, position, instruction, template } = body as Record<
    string,
    { key: string } | undefined
  >;
  switch (type) {
    case 'office.letterhead-set':
    case 'office.public-url-set':
      return type;
    case 'office.number-template-set':
      return `numbers of ${String(key)}`;
    case 'office.position-saved':
    case 'office.position-closed':
      return `position ${position?.key ?? String(key)}`;
    case 'office.instruction-saved':
    case 'office.instruction-closed':
      return `instruction ${instruction?.key ?? String(key)}`;
    case 'office.stamp-saved':
    case 'office.stamp-removed':
      return `stamp ${template?.key ?? String(key)}`;
    default:
      return null;
  }
}

/** The dispositions that stand at the top of a letter: one, or none. */
const firstsOf = ({ dispositions }: Letter) =>
  dispositions.flatMap(({ parent, recalled, id }) => (parent || recalled ? [] : [id]));
