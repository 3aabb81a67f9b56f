import type { Letter } from '../../../shared/domain/letter/state.ts';
import { codeOf, dataOf } from '../../app/errors.ts';
import { forget, keyOf, queries } from '../../app/queries.ts';
import { storeOf } from '../../app/store.ts';
import { session } from '../session.ts';
import { send } from '../transport.ts';
import { allKept, drop, keep, type Kept } from './browser-store.ts';

/** What is written and not yet with the server. */
export const queue = storeOf<{ kept: readonly Kept[] }>({ kept: [] });

/** What may go better later; everything else is a refusal. */
const LATER = new Set(['web.offline', 'request.too-many', 'internal', 'auth.needed']);
const AGAIN_MS = [2_000, 5_000, 15_000, 30_000];

const underWay = new Set<string>();
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let flushing = false;

const isLater = (error: unknown) => LATER.has(codeOf(error));
const personNow = () => session.get().me?.person.person;

/** 128 random bits as a UUIDv4 (RFC 9562, 5.4); `crypto.randomUUID` asks for TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/**
 * Sends a command, written down first: where the line drops it stays and goes later, once. A refusal
 * is the caller's, whose form still has what was written.
 * @returns the letter as the server has it, or as it was last known
 */
export async function sendCommand(name: string, input: Record<string, unknown>): Promise<unknown> {
  const person = personNow() ?? '';
  const one: Kept = { key: newKey(), person, name, input, at: new Date().toISOString() };
  underWay.add(one.key);
  try {
    const safe = await keep(one).then(
      () => true,
      () => false,
    );
    try {
      const answer = await deliver(one);
      if (safe) await drop(one.key);
      forget(name);
      return answer;
    } catch (error) {
      if (safe && isLater(error)) {
        tryLater();
        return lastKnown(input);
      }
      if (safe) await drop(one.key);
      throw error;
    }
  } finally {
    underWay.delete(one.key);
    await readQueue();
  }
}

/** Whether this very step is still to be sent. */
export const isWaiting = (kept: readonly Kept[], name: string, letter: string) =>
  kept.some((one) => one.name === name && one.input['letter'] === letter && !one.refused);

export async function readQueue(): Promise<void> {
  const person = personNow();
  const kept = person === undefined ? [] : await allKept(person).catch(() => []);
  queue.set({ kept });
}

export async function discard(key: string): Promise<void> {
  await drop(key);
  await readQueue();
}

/** Sends what waits, in the order in which it was written; one window of the browser at a time. */
export async function flush(): Promise<void> {
  if (flushing || !session.get().me) return;
  flushing = true;
  try {
    // Without locks two windows send the same, and the server knows it by its key.
    if ('locks' in navigator) await navigator.locks.request('lontar-queue', flushAll);
    else await flushAll();
  } finally {
    flushing = false;
    await readQueue();
  }
}

/** The line is back: what failed without one says nothing of the tries to come. */
export async function flushAnew(): Promise<void> {
  tries = 0;
  await flush();
}

async function flushAll(): Promise<void> {
  await readQueue();
  for (const one of queue.get().kept) {
    if (one.refused || underWay.has(one.key)) continue;
    try {
      await deliver(one);
      await drop(one.key);
      tries = 0;
      forget(one.name);
    } catch (error) {
      if (isLater(error)) {
        tryLater();
        return;
      }
      await keep({ ...one, refused: { code: codeOf(error), data: dataOf(error) } });
    }
  }
}

function tryLater(): void {
  clearTimeout(timer);
  const wait = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)]!;
  tries += 1;
  timer = setTimeout(() => void flush(), wait);
}

const deliver = ({ key, name, input }: Kept) =>
  send(`/v1/call/${name}`, { body: { operation: name, input, key } });

function lastKnown({ letter }: Record<string, unknown>): Letter | undefined {
  const known = queries.getQueryData<{ letter: Letter }>(keyOf('letters.get', { letter }));
  return known?.letter;
}
