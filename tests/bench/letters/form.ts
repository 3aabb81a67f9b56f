import type { Chance } from './chance.ts';
import type { Sheet } from './sheet.ts';
import { person, type Day } from './world.ts';

/** What the book should have of a letter; what is left out the letter does not have. */
export interface Truth {
  number?: string;
  date: string;
  sender: string;
  subject: string;
  priority?: string;
  recipient?: string;
}

export interface Form {
  name: string;
  write: (sheet: Sheet, chance: Chance) => Truth;
}

interface Office {
  kop: readonly string[];
  city: string;
}

export function governmentKop(sheet: Sheet, chance: Chance, { kop, city }: Office): void {
  const around = (sheet.left + sheet.right) / 2 + chance.of([0, 0, 10]);
  const larger = chance.of([2, 3, 4]);
  kop.forEach((line, index) => {
    const last = index === kop.length - 1;
    sheet.centre(line, { size: sheet.size + (last ? larger : 1), bold: last, around, most: 140 });
  });
  const street = `Jalan ${chance.of(['Merdeka', 'Jenderal Sudirman', 'Kusuma Bangsa', 'R. E. Martadinata'])} Nomor ${chance.int(1, 99)} ${city} ${chance.is(0.5) ? '75123' : ''}`;
  sheet.centre(street.trim(), { size: sheet.size - 2, around });
  if (chance.is(0.6)) {
    sheet.centre(
      `Telepon (0541) ${chance.int(200000, 799999)}, Faksimile (0541) ${chance.int(200000, 799999)}`,
      { size: sheet.size - 2, around },
    );
  }
  if (chance.is(0.5))
    sheet.centre('Laman www.contoh.go.id, Pos-el kantor@contoh.go.id', {
      size: sheet.size - 2,
      around,
    });
  sheet.rule(1.5);
  sheet.down(0.6);
}

export function numberOf(chance: Chance, code: string, day: Day): string {
  const running = chance.int(1, 4000);
  return chance.of([
    `${chance.int(0, 9)}00.${chance.int(1, 12)}.${chance.int(1, 9)}/${running}/${code}`,
    `${chance.of(['005', '045', '800', '900'])}/${running}/${code}/${day.year}`,
    `B-${running}/${code}/${String(chance.int(1, 12)).padStart(2, '0')}/${day.year}`,
    `${running}/${code}/${day.roman}/${day.year}`,
    `${code}.${chance.int(1, 9)}/${running}/${day.roman}/${day.year}`,
    `S-${running}/${code}/${day.year}`,
  ]);
}

export const attachment = (chance: Chance) =>
  chance.of(['-', '1 (satu) berkas', '2 (dua) lembar', 'Satu berkas', '-']);

/** Who signs, at the right, with a ring and a stroke over it as scans have them. */
export function signature(
  sheet: Sheet,
  chance: Chance,
  position: string,
  name = person(chance),
): void {
  const x = sheet.left + 92;
  sheet.down(0.6);
  sheet.at(x, position);
  const y = sheet.y;
  sheet.down(4);
  sheet.at(x, name, { bold: true });
  sheet.down();
  if (chance.is(0.6))
    sheet.at(
      x,
      `NIP 19${chance.int(60, 95)}0${chance.int(1, 9)}1${chance.int(0, 9)} 199${chance.int(0, 9)}03 1 00${chance.int(1, 9)}`,
    );
  sheet.down();
  if (chance.is(0.6))
    sheet.ring(
      x - 2,
      y + 9,
      15,
      chance.of([
        [0.35, 0.25, 0.7],
        [0.2, 0.3, 0.75],
        [0.6, 0.6, 0.6],
      ]),
    );
  if (chance.is(0.7)) sheet.stroke(x + 6, y + 11, [0.12, 0.25, 0.62]);
}
