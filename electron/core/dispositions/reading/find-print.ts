import { SheetData, SheetSize } from '../../../../shared/contract/sheets.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import { type LetterFactAt, reduceLetter } from '../../../../shared/domain/letter/reduce.ts';
import type { Letter } from '../../../../shared/domain/letter/state.ts';
import type { OfficeFact } from '../../../../shared/domain/office/facts.ts';
import { reduceOffice } from '../../../../shared/domain/office/reduce.ts';
import type { Office } from '../../../../shared/domain/office/state.ts';
import type { Archive } from '../../archive/archive.ts';
import { foundedOffice } from '../../office/store.ts';
import { LAYOUT } from '../sheet-layout.ts';
import { sheetData } from '../sheet-of.ts';
import { printOf } from './sheet-code.ts';

interface Printed {
  data: SheetData;
  size: SheetSize;
}

/**
 * What stood on a sheet when it was printed. The letter or the office may have changed since: then the
 * journal is gone through for the moment when the sheet would have been this one.
 */
export function findPrint(archive: Archive, letter: Letter, print: string): Printed | null {
  return (
    matching(letter, foundedOffice(archive.read), print) ??
    pastStates(archive, letter.id)
      .toReversed()
      .map((state) => matching(state.letter, state.office, print))
      .find((found) => found !== null) ??
    null
  );
}

function matching(letter: Letter, office: Office, print: string): Printed | null {
  const data = SheetData.safeParse(sheetData(letter, office)).data;
  if (!data) return null;
  const size = SheetSize.options.find((option) => printOf(LAYOUT, option, data) === print);
  return size ? { data, size } : null;
}

/** Letter and office together after each fact of either, oldest first. */
function pastStates(archive: Archive, id: string): { letter: Letter; office: Office }[] {
  const facts = [...archive.journal.ofLetter(id), ...archive.journal.ofOffice()].toSorted(
    (one, other) => one.seq - other.seq,
  );
  const states: { letter: Letter; office: Office }[] = [];
  let letter: Letter | null = null;
  let office: Office | null = null;
  for (const fact of facts) {
    const [kind, of] = fact.aggregate.split(':') as [string, string];
    if (kind === 'letter') letter = reduceLetter(letter, of, asLetterFact(fact));
    else office = reduceOffice(office, of, fact as unknown as OfficeFact);
    if (letter && office) states.push({ letter, office });
  }
  return states;
}

const asLetterFact = (fact: Fact) => fact as unknown as LetterFactAt;
