import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { newId } from '../../../electron/core/archive/identity.ts';
import { makeDocument } from '../../../electron/core/scanning/make-document.ts';
import { sql } from '../../../server/database/sql.ts';
import { makeCode, makeOffice } from '../../../server/enrolment/codes.ts';
import type { Server } from '../../../server/listen.ts';
import { addPerson } from '../../../server/people/keep-accounts.ts';
import type { PreparedDocument } from '../../../shared/contract/letters.ts';
import type { Role } from '../../../shared/contract/server/people.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { SigningDesk } from '../signing-desk.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const PASSWORD = 'nyiur melambai 7';
export const scan = (name: string) => path.join(root, 'tests/fixtures/letters', `${name}.jpg`);

/** An office on a server, with a desk that registers letters and people who read them. */
export class TestOffice {
  readonly server: Server;
  readonly office: string;
  readonly desk: SigningDesk;
  private numbers = 0;

  private constructor(server: Server, office: string, desk: SigningDesk) {
    this.server = server;
    this.office = office;
    this.desk = desk;
  }

  static async on(server: Server, name: string): Promise<TestOffice> {
    const { database } = server.context;
    const office = await makeOffice(database, name);
    const desk = new SigningDesk();
    await desk.enrol(server.address, await makeCode(database, office, Date.now()));
    const made = new TestOffice(server, office, desk);
    await made.send(desk.found());
    return made;
  }

  async send(facts: Fact[]): Promise<void> {
    const answer = await this.desk.send(facts);
    const wrong = answer.confirmed?.find(({ verdict }) => verdict !== 'applied');
    if (answer.status !== 200 || wrong) throw new Error(JSON.stringify(answer));
  }

  async person(login: string, role: Role, positions: string[] = []): Promise<void> {
    const person = { login, name: `Nama ${login}`, role, positions, email: null };
    const { database } = this.server.context;
    await addPerson(database, this.office, { ...person, password: PASSWORD }, Date.now());
  }

  /** @returns the letter's id */
  async letter(fields: object = {}, document?: PreparedDocument): Promise<string> {
    const letter = newId();
    const facts = this.desk.register((this.numbers += 1), fields, { letter });
    if (document) {
      facts.push(...this.desk.change(letter, { name: 'letters.attach', input: { document } }));
    }
    await this.send(facts);
    return letter;
  }

  /** A scan as a document that the office has brought. */
  async document(...scans: string[]): Promise<PreparedDocument> {
    const { blobs, database, resources } = this.server.context;
    const workDir = mkdtempSync(path.join(tmpdir(), 'lontar-document-'));
    try {
      const made = await makeDocument({ files: scans, workDir, resources });
      const sha256 = createHash('sha256').update(readFileSync(made.path)).digest('hex');
      await blobs.take(made.path, sha256);
      await database.run(
        sql`INSERT INTO blobs (office, sha256, bytes) VALUES (${this.office}, ${sha256}, ${made.bytes})
            ON CONFLICT DO NOTHING`,
      );
      return { sha256, pages: made.pages, bytes: made.bytes, name: 'surat.pdf' };
    } finally {
      rmSync(workDir, { recursive: true, force: true });
    }
  }
}
