import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { LontarError } from '../../shared/contract/error.ts';

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
/** So many at once: each holds its memory and a thread. */
const AT_ONCE = 2;
/** Beyond these whoever asks is sent away, before the queue is longer than anybody waits. */
const MOST_WAITING = 200;

const STORED = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const waiting: (() => void)[] = [];
let running = 0;

async function derive(password: string, nonce: Buffer, cost: typeof COST): Promise<Buffer> {
  if (waiting.length >= MOST_WAITING) throw new LontarError('request.too-many');
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      argon2('argon2id', { message: password, nonce, ...cost }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const plain = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** In the form in which argon2 is commonly kept: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const key = await derive(password, nonce, COST);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(nonce)}$${plain(key)}`;
}

/** What nobody's password is checked against, so that an unknown name takes as long as a wrong password. */
const nobody = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=1$${plain(randomBytes(16))}$${plain(randomBytes(32))}`;

/** @param stored undefined: there is no such person; it takes as long to say no */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, key] = STORED.exec(stored ?? nobody) ?? [];
  if (key === undefined) throw new LontarError('internal', { message: 'unknown password form' });
  const known = Buffer.from(key, 'base64');
  const cost = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: known.length,
  };
  const given = await derive(password, Buffer.from(nonce!, 'base64'), cost);
  return timingSafeEqual(given, known) && stored !== undefined;
}

/** Tried first by everyone who guesses, here and elsewhere; compared without case and trailing figures. */
const COMMON = new Set([
  'password',
  'passwords',
  'qwertyuiop',
  'qwerty',
  'administrator',
  'admin',
  'sekretariat',
  'sekretaris',
  'indonesia',
  'bismillah',
  'rahasia',
  'katasandi',
  'lontar',
  'selamatpagi',
  'merdeka',
  'pancasila',
]);

/** Throws `person.password-weak`. */
export function mustBeStrong(password: string, login: string): void {
  const core = password.toLowerCase().replace(/[\d\W_]+$/, '');
  const few = new Set(password).size < 5;
  if (few || core === '' || COMMON.has(core) || core === login) {
    throw new LontarError('person.password-weak');
  }
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** To be read from a sheet and typed: 16 signs, nearly 80 bits. */
export function madeUpPassword(): string {
  // 31 signs: bytes from 248 up would favour the first of them.
  const signs: string[] = [];
  while (signs.length < 16) {
    for (const byte of randomBytes(32)) {
      if (byte < 248 && signs.length < 16) signs.push(LETTERS[byte % LETTERS.length]!);
    }
  }
  return signs.join('').replace(/(.{4})(?=.)/g, '$1-');
}
