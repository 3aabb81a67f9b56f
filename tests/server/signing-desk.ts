import { GivenLine } from '../../shared/contract/server/facts.ts';
import { createPrivateKey, generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import { newId } from '../../electron/core/archive/identity.ts';
import { LetterFields } from '../../shared/contract/letters.ts';
import { type Decided, type Fact, genesis, sealFact } from '../../shared/domain/fact.ts';
import { decideLetter, type LetterCommand } from '../../shared/domain/letter/decide.ts';
import { type LetterFactAt, reduceLetter } from '../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { decideOffice, type OfficeCommand } from '../../shared/domain/office/decide.ts';
import type { OfficeFact } from '../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../shared/domain/office/reduce.ts';
import type { Office } from '../../shared/domain/office/state.ts';
import { signedChain, signatureHeaders, signedText } from '../../shared/domain/sync/signed-text.ts';

export const sha256 = (text: string) => hash('sha256', text, 'hex');
const today = '2026-01-05';

/** What the wire sees of a desk: its key, its chain, its requests; it decides on what it has seen. */
export class SigningDesk {
  readonly device = newId();
  readonly key: KeyObject;
  readonly publicKey: string;
  counter = 0;
  tip = { seq: 0, hash: genesis };
  office: Office | null = null;
  letters = new Map<string, Letter>();
  facts: Fact[] = [];
  address = '';

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.key = createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' }));
    this.publicKey = publicKey.export({ format: 'jwk' }).x!;
  }

  enrol(address: string, code: string, more: object = {}) {
    this.address = address;
    const { device, publicKey } = this;
    const founded = this.office?.id ?? null;
    return this.post('/v1/enrol', { code, device, name: 'Loket', publicKey, founded, ...more });
  }

  sign(text: string, key = this.key): string {
    return sign(null, Buffer.from(text), key).toString('base64url');
  }

  headers(method: string, path: string, body: string, counter = (this.counter += 1)) {
    const text = signedText({
      method,
      path,
      body: method === 'PATCH' ? '*' : sha256(body),
      counter,
    });
    return {
      [signatureHeaders.device]: this.device,
      [signatureHeaders.counter]: String(counter),
      [signatureHeaders.signature]: this.sign(text),
    };
  }

  async post(path: string, given: object, headers?: Record<string, string>) {
    const body = JSON.stringify(given);
    const answer = await fetch(this.address + path, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        ...(headers ?? this.headers('POST', path, body)),
      },
    });
    return {
      status: answer.status,
      ...((await answer.json()) as Record<string, unknown>),
    } as Answer;
  }

  send(facts: object[], signed = (facts.at(-1) as Fact | undefined)?.hash ?? '') {
    return this.post('/v1/facts', { facts, signature: this.sign(signedChain(signed)) });
  }

  async get(after = 0, limit = 2000): Promise<unknown[][]> {
    const path = `/v1/facts?after=${after}&limit=${limit}`;
    const answer = await fetch(this.address + path, { headers: this.headers('GET', path, '') });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(text);
    return text
      .split('\n')
      .filter(Boolean)
      .map((line): unknown[] => GivenLine.parse(JSON.parse(line)));
  }

  seal(decided: Decided, aggregate: string, base: number, change: Partial<Fact> = {}): Fact {
    const { fact } = sealFact(
      {
        id: newId(),
        device: this.device,
        seq: this.tip.seq + 1,
        at: '2026-01-05T00:00:00.000Z',
        actor: { person: 'tester', position: 'petugas-agenda' },
        ...decided,
        body: decided.body as Fact['body'],
        aggregate,
        base,
        prev: this.tip.hash,
        ...change,
      },
      sha256,
    );
    this.tip = { seq: fact.seq, hash: fact.hash };
    this.facts.push(fact);
    return fact;
  }

  do(command: OfficeCommand): Fact[] {
    const id = this.office?.id ?? newId();
    return decideOffice(this.office, command, this.device).map((decided) => {
      const fact = this.seal(decided, `office:${id}`, this.office?.version ?? 0);
      this.office = reduceOffice(this.office, id, decided as OfficeFact);
      return fact;
    });
  }

  found(): Fact[] {
    const input = { name: 'Sekretariat Daerah', address: [], place: '' };
    return this.do({ name: 'office.found', input });
  }

  register(
    number: number,
    fields: object = {},
    more: { book?: string; letter?: string } = {},
  ): Fact[] {
    const given = LetterFields.parse({ sender: 'Dinas', subject: 'Undangan', ...fields });
    const { book = 'masuk', letter = newId() } = more;
    const input = { book, received: today, fields: given, document: null, answers: null };
    const { device } = this;
    return this.change(letter, { name: 'letters.register', input, number, device });
  }

  change(letter: string, command: LetterCommand): Fact[] {
    return decideLetter(this.letters.get(letter) ?? null, command, this.office!, today).map(
      (decided) => {
        const before = this.letters.get(letter) ?? null;
        const fact = this.seal(decided, `letter:${letter}`, before?.version ?? 0);
        this.letters.set(letter, reduceLetter(before, letter, fact as unknown as LetterFactAt));
        return fact;
      },
    );
  }

  /** Sees what others did: what a pull gives a desk that has nothing of its own waiting. */
  async see(): Promise<void> {
    for (const [, verdict, , , , fact] of await this.get()) {
      if (verdict === 'applied' && fact) this.take(fact as Fact);
    }
  }

  private take(fact: Fact): void {
    const [kind, id] = fact.aggregate.split(':') as [string, string];
    if (kind === 'office') {
      this.office = reduceOffice(this.office, id, fact as unknown as OfficeFact);
    } else {
      const before = this.letters.get(id) ?? null;
      this.letters.set(id, reduceLetter(before, id, fact as unknown as LetterFactAt));
    }
  }
}

export interface Answer {
  status: number;
  code?: string;
  data?: Record<string, unknown>;
  confirmed?: { seq: number; n: number; verdict: string; code: string | null }[];
  head?: number;
  [more: string]: unknown;
}
