import type { z } from 'zod';
import type { routingInputs } from '../../contract/dispositions.ts';
import { LontarError } from '../../contract/error.ts';
import { isBelow, positionThen } from '../office/holding.ts';
import { type Office, ownStamp } from '../office/state.ts';
import type { LetterFact } from './facts.ts';
import {
  chainOf,
  dispositionWith,
  firstDisposition,
  givenUnder,
  isDone,
  isOpen,
  isOver,
} from './routing.ts';
import { agendaText, type Disposition, type Letter, mustHavePage } from './state.ts';

type Inputs = typeof routingInputs;

/** A command on a letter's dispositions, its input already parsed. */
export type RoutingCommand = {
  [Name in keyof Inputs]: { name: Name; input: Omit<z.output<Inputs[Name]>, 'letter'> };
}[keyof Inputs];

type InputOf<Name extends RoutingCommand['name']> = Extract<
  RoutingCommand,
  { name: Name }
>['input'];

/** Decides on a letter that is not cancelled. */
export function decideRouting(
  state: Letter,
  command: RoutingCommand,
  office: Office,
  today: string,
): LetterFact[] {
  const [answer] = state.answeredBy;
  if (answer && command.name !== 'dispositions.see') {
    const agenda = agendaText(state.agenda);
    throw new LontarError('letter.answered', { agenda, number: answer.number });
  }
  const desk = { state, office, today };
  switch (command.name) {
    case 'dispositions.give':
      return give(desk, command.input);
    case 'dispositions.forward':
      return forward(desk, command.input);
    case 'dispositions.recall':
      return recall(desk, command.input);
    case 'dispositions.see':
      return see(desk, command.input);
    case 'dispositions.return':
      return giveBack(desk, command.input);
    case 'dispositions.followUp':
      return followUp(desk, command.input);
    case 'dispositions.complete':
      return complete(desk, command.input);
    case 'dispositions.reopen':
      return reopen(desk, command.input);
  }
}

interface Desk {
  state: Letter;
  office: Office;
  today: string;
}

const fact = <Type extends LetterFact['type']>(
  type: Type,
  body: Extract<LetterFact, { type: Type }>['body'],
) => [{ type, version: 1, body }] as LetterFact[];

function give(desk: Desk, input: InputOf<'dispositions.give'>): LetterFact[] {
  const { state, office, today } = desk;
  const from = positionThen(office, input.from, today);
  const above = disposedFurther(state, input.from, input.under);
  const to = [...new Set(input.to)].map((key) => positionThen(office, key, today));
  const named = new Set(to.map(({ key }) => key));
  const copies = [...new Set(input.copies)]
    .filter((key) => !named.has(key))
    .map((key) => positionThen(office, key, today));
  if ([...to, ...copies].some(({ key }) => key === from.key)) {
    throw new LontarError('disposition.to-itself', { title: from.title });
  }
  const outside = above && to.find(({ key }) => !isBelow(office, key, from.key));
  if (outside) {
    throw new LontarError('disposition.not-below', { title: outside.title, above: from.title });
  }
  const instructions = [...new Set(input.instructions)].map((key) => {
    const instruction = office.instructions.find((one) => one.key === key);
    if (instruction) return { key, text: instruction.text };
    const known = office.instructions.map((one) => one.key);
    throw new LontarError('instruction.unknown', { key, known });
  });
  if (input.place && state.document) mustHavePage(state.document, input.place.page);
  const disposition = { kind: 'disposition' as const, parent: above?.id ?? null, from, to, copies };
  const { note, due, paper } = input;
  // Only the first one is stamped onto the letter.
  const place = above ? null : (input.place ?? office.stampPlaces.disposition ?? null);
  const stamp = above ? null : ownStamp(office, 'disposition');
  return fact('letter.disposed', {
    disposition: { ...disposition, instructions, note, due, ...(paper && { paper }) },
    place,
    ...(stamp && { stamp }),
  });
}

/** What `from` disposes further; null where it gives the first disposition. */
function disposedFurther(state: Letter, from: string, under?: string): Disposition | null {
  const first = firstDisposition(state);
  if (!first && under === undefined) return null;
  const received = state.dispositions.some((one) => one.to.some(({ key }) => key === from));
  if (first && !received && under === undefined) {
    const data = { agenda: agendaText(state.agenda), by: first.from.title };
    throw new LontarError('disposition.already-given', data);
  }
  return taskOf(state, from, under);
}

function forward(desk: Desk, input: InputOf<'dispositions.forward'>): LetterFact[] {
  const { state, office, today } = desk;
  const from = positionThen(office, input.position, today);
  const above = taskOf(state, input.position, input.disposition);
  const to = [...new Set(input.to)].map((key) => positionThen(office, key, today));
  const involved = new Set(
    chainOf(state, above).flatMap((one) => [one.from.key, ...one.to.map(({ key }) => key)]),
  );
  const again = to.find(({ key }) => involved.has(key));
  if (again) throw new LontarError('disposition.has-it-already', { title: again.title });
  const open = openBranches(state, above, input.position);
  if (open.length > 0) throw branchOpen(open);
  const disposition = {
    kind: 'forward' as const,
    parent: above.id,
    from,
    to,
    copies: [],
    instructions: above.instructions,
    note: input.note,
    due: above.due,
  };
  return fact('letter.disposed', { disposition, place: null });
}

function recall(desk: Desk, input: InputOf<'dispositions.recall'>): LetterFact[] {
  const { state, office, today } = desk;
  const by = positionThen(office, input.position, today);
  const given = state.dispositions.filter((each) => each.from.key === input.position);
  const unseen = given.filter((each) => isUnseen(each) && !isOver(state, each));
  // Without one that can still be recalled, the last one says why not.
  const wanted = input.disposition ?? (unseen.length === 0 ? given.at(-1)?.id : undefined);
  const one = only(state, wanted === undefined ? unseen : given, wanted, input.position);
  if (isOver(state, one)) throw over(state, one);
  const [reader] = Object.keys(one.seen);
  if (reader !== undefined) {
    const { title } = [...one.to, ...one.copies].find(({ key }) => key === reader) ?? one.to[0]!;
    throw new LontarError('disposition.already-seen', { title });
  }
  return fact('letter.disposition-recalled', { disposition: one.id, by, reason: input.reason });
}

const isUnseen = ({ seen }: Disposition) => Object.keys(seen).length === 0;

function see({ state, office, today }: Desk, input: InputOf<'dispositions.see'>): LetterFact[] {
  const by = positionThen(office, input.position, today);
  return state.dispositions
    .filter(
      ({ to, copies, seen, recalled }) =>
        !recalled &&
        seen[by.key] === undefined &&
        [...to, ...copies].some(({ key }) => key === by.key),
    )
    .flatMap(({ id }) => fact('letter.disposition-seen', { disposition: id, by }));
}

function giveBack(desk: Desk, input: InputOf<'dispositions.return'>): LetterFact[] {
  const { state, office, today } = desk;
  const by = positionThen(office, input.position, today);
  const one = taskOf(state, input.position, input.disposition);
  const open = openBranches(state, one, input.position);
  if (open.length > 0) throw branchOpen(open);
  return fact('letter.disposition-returned', { disposition: one.id, by, reason: input.reason });
}

function followUp(desk: Desk, input: InputOf<'dispositions.followUp'>): LetterFact[] {
  const { state, office, today } = desk;
  const by = positionThen(office, input.position, today);
  const { id } = taskOf(state, input.position, input.disposition);
  const { text, attachments } = input;
  return fact('letter.followed-up', { disposition: id, by, text, attachments });
}

function complete(desk: Desk, input: InputOf<'dispositions.complete'>): LetterFact[] {
  const { state, office, today } = desk;
  const { position, note } = input;
  const by = positionThen(office, position, today);
  const hasTask = state.dispositions.some((one) => isOpen(state, one, position));
  if (input.as === 'receiver' || (input.as === undefined && hasTask)) {
    const one = taskOf(state, position, input.disposition);
    const open = openBranches(state, one, position);
    if (open.length > 0) throw branchOpen(open);
    return fact('letter.task-completed', { disposition: one.id, by, note });
  }
  const one = givenBy(
    state,
    position,
    input.disposition,
    (each) => !each.closed && !each.recalled && each.kind === 'disposition',
  );
  if (isOver(state, one)) throw over(state, one);
  return fact('letter.disposition-closed', { disposition: one.id, by, note });
}

function reopen(desk: Desk, input: InputOf<'dispositions.reopen'>): LetterFact[] {
  const { state, office, today } = desk;
  const { position, reason, task } = input;
  const by = positionThen(office, position, today);
  if (task === undefined) {
    const one = givenBy(state, position, input.disposition, (each) => each.closed !== null);
    const above = chainOf(state, one).slice(1);
    const shut = above.find(({ closed }) => closed !== null);
    if (shut) throw over(state, shut);
    return fact('letter.disposition-reopened', { disposition: one.id, by, reason });
  }
  const one = only(
    state,
    state.dispositions.filter(
      (each) => each.tasks[task]?.completed && (each.from.key === position || task === position),
    ),
    input.disposition,
    position,
  );
  if (isOver(state, one)) throw over(state, one);
  return fact('letter.task-reopened', { disposition: one.id, by, task, reason });
}

/** The disposition whose task is this position's to do. Throws where there is none, or several. */
function taskOf(state: Letter, position: string, wanted?: string): Disposition {
  const received = state.dispositions.filter((one) => one.tasks[position] !== undefined);
  const open = received.filter((one) => isOpen(state, one, position));
  const named = wanted === undefined ? undefined : received.find(({ id }) => id === wanted);
  const [last] = named ? [named] : received.slice(-1);
  if (last && (named ? !open.includes(named) : open.length === 0))
    throw over(state, last, position);
  return only(state, open, wanted, position);
}

function givenBy(
  state: Letter,
  position: string,
  wanted: string | undefined,
  fits: (one: Disposition) => boolean,
): Disposition {
  const given = state.dispositions.filter(({ from }) => from.key === position);
  return only(state, wanted === undefined ? given.filter(fits) : given, wanted, position, fits);
}

function only(
  state: Letter,
  possible: Disposition[],
  wanted: string | undefined,
  position: string,
  fits: (one: Disposition) => boolean = () => true,
): Disposition {
  const agenda = agendaText(state.agenda);
  if (wanted !== undefined) {
    if (!dispositionWith(state, wanted)) {
      throw new LontarError('disposition.unknown', { disposition: wanted, agenda });
    }
    const found = possible.find(({ id }) => id === wanted);
    if (!found) throw new LontarError('disposition.of-others', { position, agenda });
    if (!fits(found)) throw over(state, found);
    return found;
  }
  const [one, another] = possible;
  if (!one) throw new LontarError('disposition.none', { position, agenda });
  if (another) {
    const ids = possible.map(({ id }) => id);
    throw new LontarError('disposition.which', { position, agenda, dispositions: ids });
  }
  return one;
}

/** What a receiver gave on and is not done yet. */
function openBranches(state: Letter, one: Disposition, position: string): Disposition[] {
  return givenUnder(state, one.id, position).filter((child) => !isDone(state, child));
}

function branchOpen(open: Disposition[]): LontarError {
  const titles = open.flatMap(({ to, tasks }) =>
    to.filter(({ key }) => !tasks[key]?.completed).map(({ title }) => title),
  );
  return new LontarError('disposition.branch-open', { titles });
}

/** Why nothing more can be done about it: said by what ended it. */
function over(state: Letter, one: Disposition, position?: string): LontarError {
  const agenda = agendaText(state.agenda);
  const chain = chainOf(state, one);
  if (chain.some(({ recalled }) => recalled)) {
    return new LontarError('disposition.recalled', { agenda });
  }
  const shut = chain.find(({ closed }) => closed);
  if (shut) return new LontarError('disposition.closed', { agenda, by: shut.from.title });
  const task = position === undefined ? undefined : one.tasks[position];
  if (task?.forwarded) return new LontarError('disposition.forwarded', { agenda });
  if (task?.returned) return new LontarError('disposition.returned', { agenda });
  if (task?.completed) return new LontarError('disposition.completed', { agenda });
  return new LontarError('disposition.not-closed', { agenda });
}
