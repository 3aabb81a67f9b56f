import { LontarError } from '../../contract/error.ts';
import { canonicalText, type Fact } from '../fact.ts';
import { decideOffice, type OfficeCommand } from '../office/decide.ts';
import type { OfficeFact } from '../office/facts.ts';
import type { Office } from '../office/state.ts';
import type { Met } from './judge.ts';

/** Throws with the code of what the fact disagrees with; see `judge`. */
export function checkOfficeFact(fact: OfficeFact & Fact, met: Met): void {
  const { office } = met;
  if (fact.type === 'office.founded') {
    if (office) throw new LontarError('office.exists', { name: office.name });
    return;
  }
  if (!office) throw new LontarError('office.missing');
  const topic = topicOf(fact);
  if (topic !== null && fact.base < office.version) checkUnseen(fact, topic, met.unseen());
  const command = commandOf(fact, office, met.ofServer);
  if (command) decideOffice(office, command, fact.device);
}

/** Two who changed the same thing, not knowing of each other, and not to the same. */
function checkUnseen(fact: OfficeFact, topic: string, unseen: readonly Fact[]): void {
  for (const other of unseen) {
    const one = other as unknown as OfficeFact;
    if (topicOf(one) !== topic) continue;
    if (one.type === fact.type && canonicalText(one.body) === canonicalText(fact.body)) continue;
    throw new LontarError('office.differs', { type: fact.type });
  }
}

/** What a fact is about, where two such facts can disagree. Where a stamp stands by default is no matter. */
function topicOf(fact: OfficeFact): string | null {
  switch (fact.type) {
    case 'office.letterhead-set':
      return 'letterhead';
    case 'office.position-saved':
      return `position ${fact.body.position.key}`;
    case 'office.position-closed':
      return `position ${fact.body.key}`;
    case 'office.instruction-saved':
      return `instruction ${fact.body.instruction.key}`;
    case 'office.instruction-closed':
      return `instruction ${fact.body.key}`;
    case 'office.public-url-set':
      return 'public url';
    case 'office.stamp-saved':
      return `stamp ${fact.body.template.key}`;
    case 'office.stamp-removed':
      return `stamp ${fact.body.key}`;
    case 'office.logo-set':
      return 'logo';
    case 'office.number-template-set':
      return `template ${fact.body.key}`;
    default:
      return null;
  }
}

/** The command that a fact came from; null where it holds whatever the office's state. */
function commandOf(
  fact: Exclude<OfficeFact, { type: 'office.founded' }> & Fact,
  office: Office,
  ofServer: boolean,
): OfficeCommand | null {
  switch (fact.type) {
    case 'office.letterhead-set':
      return { name: 'office.setLetterhead', input: fact.body };
    case 'office.position-saved':
      return { name: 'office.savePosition', input: fact.body.position };
    case 'office.position-closed': {
      const { key } = fact.body;
      const there = office.positions.some((one) => one.key === key);
      return there ? { name: 'office.closePosition', input: fact.body } : null;
    }
    case 'office.instruction-saved':
      return { name: 'office.saveInstruction', input: fact.body.instruction };
    case 'office.instruction-closed': {
      const { key } = fact.body;
      const there = office.instructions.some((one) => one.key === key);
      return there ? { name: 'office.closeInstruction', input: fact.body } : null;
    }
    case 'office.book-opened': {
      const { book } = fact.body;
      if (book.device !== fact.device) {
        throw new LontarError('book.of-another-desk', { key: book.key });
      }
      return { name: 'office.openBook', input: book };
    }
    case 'office.public-url-set':
      return { name: 'office.setPublicUrl', input: fact.body };
    case 'office.stamp-saved':
      return { name: 'office.saveStamp', input: fact.body };
    case 'office.stamp-removed': {
      const { key } = fact.body;
      const there = office.stamps?.some((one) => one.key === key);
      return there ? { name: 'office.removeStamp', input: fact.body } : null;
    }
    case 'office.logo-set':
      return { name: 'office.setLogo', input: fact.body };
    case 'office.number-template-set':
      return { name: 'office.setNumberTemplate', input: fact.body };
    case 'office.book-handed-over':
      return { name: 'office.handOverBook', input: { ...fact.body, byServer: ofServer } };
    case 'office.stamp-place-set':
    case 'office.printed':
    case 'office.dispute-settled':
      return null;
  }
}
