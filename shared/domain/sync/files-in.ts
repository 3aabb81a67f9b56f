import type { Fact } from '../fact.ts';
import type { LetterFact } from '../letter/facts.ts';
import type { OfficeFact } from '../office/facts.ts';

/** The hashes of the files that a fact brings: its document, papers, initials, the office's logo. */
export function filesIn(fact: Pick<Fact, 'type' | 'body'>): string[] {
  const { type, body } = fact as unknown as LetterFact | OfficeFact;
  switch (type) {
    case 'letter.registered':
    case 'letter.document-attached':
      return body.document ? [body.document.sha256] : [];
    case 'letter.disposed':
      return body.disposition.paper ? [body.disposition.paper.document.sha256] : [];
    case 'letter.followed-up':
      return body.attachments.map(({ sha256 }) => sha256);
    case 'office.logo-set':
      return body.logo ? [body.logo.sha256] : [];
    case 'letter.handed-over':
      return body.signature ? [body.signature.sha256] : [];
    default:
      return [];
  }
}
