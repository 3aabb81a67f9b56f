import type { ParsedInputOf } from '../../../shared/contract/api.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import type { StampTemplate } from '../../../shared/contract/stamp-template.ts';
import type { Dispute } from '../../../shared/contract/sync.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { LetterFact } from '../../../shared/domain/letter/facts.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import type { OfficeFact } from '../../../shared/domain/office/facts.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import type { Archive } from '../archive/archive.ts';
import type { Writer } from '../archive/database.ts';
import { sql } from '../archive/sql.ts';
import { registerWithin } from '../letters/register.ts';
import { changeLetter, findLetter } from '../letters/store.ts';
import { changeOfficeWithin, foundedOffice, officeOf } from '../office/store.ts';

interface Stored {
  fact: string;
  code: string | null;
}

/** Facts that disagreed and that nobody has settled, oldest first, each beside what stands. */
export function disputesOf(archive: Archive): Dispute[] {
  const { read: reader, scribe } = archive;
  const office = officeOf(reader);
  return reader
    .all<Stored>(
      sql`SELECT facts.fact, code FROM disputes JOIN facts USING (row) JOIN confirmed USING (row)
          WHERE settled = 0 ORDER BY n`,
    )
    .map(({ fact: text, code }) => {
      const fact = JSON.parse(text) as Fact;
      const letter = letterOf(fact);
      const state = letter === null ? null : (findLetter(reader, letter)?.letter ?? null);
      const agenda = state?.agenda ?? (fact.body as { agenda?: Letter['agenda'] }).agenda;
      return {
        fact: fact.id,
        code: code ?? '',
        type: fact.type,
        at: fact.at,
        actor: fact.actor,
        own: fact.device === scribe.device,
        letter,
        agenda: agenda ? agendaText(agenda) : null,
        body: fact.body,
        differs: differencesOf(fact, state, office),
        usable: usable(fact, state),
      };
    });
}

/**
 * Settles a dispute: what stands is kept, or what the fact says is brought in by a new command on the
 * present state; that it was settled is a fact too. Throws `dispute.unknown`, `dispute.not-usable`, and
 * what the new command refuses.
 */
export function settleDispute(
  archive: Archive,
  { fact: id, choice }: ParsedInputOf<'sync.settle'>,
): null {
  archive.write((writer) => {
    const stored = writer.get<{ fact: string }>(
      sql`SELECT facts.fact FROM disputes JOIN facts USING (row)
          WHERE disputes.fact = ${id} AND settled = 0`,
    );
    if (!stored) throw new LontarError('dispute.unknown');
    const fact = JSON.parse(stored.fact) as Fact;
    if (choice === 'used') bringIn(archive, writer, fact);
    const letter = letterOf(fact);
    const input = { fact: id, choice };
    if (letter !== null && findLetter(writer, letter)) {
      const command = { name: 'letters.settle' as const, input };
      changeLetter(archive, writer, letter, command, foundedOffice(writer));
    } else changeOfficeWithin(archive, writer, { name: 'office.settle', input });
    writer.run(sql`UPDATE disputes SET settled = 1 WHERE fact = ${id}`);
  });
  return null;
}

const letterOf = ({ aggregate }: Fact) =>
  aggregate.startsWith('letter:') ? aggregate.slice('letter:'.length) : null;

function differencesOf(fact: Fact, letter: Letter | null, office: Office | null) {
  const known = fact as unknown as LetterFact | OfficeFact;
  switch (known.type) {
    case 'letter.corrected': {
      const fields = Object.entries(known.body.fields).map(([field, change]) => ({
        field,
        stands: letter?.fields[field as keyof Letter['fields']] ?? null,
        wanted: change?.to ?? null,
      }));
      const { received } = known.body;
      return received
        ? [...fields, { field: 'received', stands: letter?.received ?? null, wanted: received.to }]
        : fields;
    }
    case 'office.letterhead-set': {
      const { name, address, place } = known.body;
      return [
        { field: 'name', stands: office?.name ?? null, wanted: name },
        { field: 'address', stands: office?.address ?? null, wanted: address },
        { field: 'place', stands: office?.place ?? null, wanted: place },
      ];
    }
    case 'office.position-saved': {
      const { position } = known.body;
      const stands = office?.positions.find(({ key }) => key === position.key);
      return [
        { field: 'title', stands: stands?.title ?? null, wanted: position.title },
        {
          field: 'holder',
          stands: stands?.holder?.name ?? null,
          wanted: position.holder?.name ?? null,
        },
      ];
    }
    case 'office.instruction-saved': {
      const { instruction } = known.body;
      const stands = office?.instructions.find(({ key }) => key === instruction.key);
      return [{ field: 'text', stands: stands?.text ?? null, wanted: instruction.text }];
    }
    case 'office.stamp-saved': {
      const { template } = known.body;
      const stands = office?.stamps?.find(({ key }) => key === template.key);
      return [
        { field: 'stamp', stands: stands ? lookOf(stands) : null, wanted: lookOf(template) },
        { field: 'stampSays', stands: stands ? saidBy(stands) : null, wanted: saidBy(template) },
      ];
    }
    default:
      return [];
  }
}

const lookOf = ({ name, width, height, colour }: StampTemplate) =>
  `${name}, ${width} × ${height} mm, ${colour}`;

const saidBy = ({ items }: StampTemplate) =>
  items.map(({ field, text }) => [text, field].filter(Boolean).join(' ')).join(' · ');

function usable({ type }: Fact, letter: Letter | null): boolean {
  if (type === 'letter.registered') return letter === null;
  if (type === 'letter.corrected') return letter !== null && !letter.cancelled;
  return [
    'office.letterhead-set',
    'office.position-saved',
    'office.instruction-saved',
    'office.stamp-saved',
  ].includes(type);
}

function bringIn(archive: Archive, writer: Writer, fact: Fact): void {
  const known = fact as unknown as LetterFact | OfficeFact;
  switch (known.type) {
    case 'letter.registered': {
      const { agenda, received, fields, document, answers = null } = known.body;
      registerWithin(archive, writer, { book: agenda.book, received, fields, document, answers });
      return;
    }
    case 'letter.corrected': {
      const fields = Object.entries(known.body.fields).map(([name, change]) => [name, change?.to]);
      const input = { fields: Object.fromEntries(fields), received: known.body.received?.to };
      const command = { name: 'letters.correct' as const, input };
      changeLetter(archive, writer, letterOf(fact)!, command, foundedOffice(writer));
      return;
    }
    case 'office.letterhead-set':
      changeOfficeWithin(archive, writer, { name: 'office.setLetterhead', input: known.body });
      return;
    case 'office.position-saved':
      changeOfficeWithin(archive, writer, {
        name: 'office.savePosition',
        input: known.body.position,
      });
      return;
    case 'office.instruction-saved':
      changeOfficeWithin(archive, writer, {
        name: 'office.saveInstruction',
        input: known.body.instruction,
      });
      return;
    case 'office.stamp-saved':
      changeOfficeWithin(archive, writer, { name: 'office.saveStamp', input: known.body });
      return;
    default:
      throw new LontarError('dispute.not-usable');
  }
}
