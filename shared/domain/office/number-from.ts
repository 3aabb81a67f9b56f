const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** A letter's number by its book's template, see `NumberTemplate`: `000.1/012/Setda/VI/2024`. */
export function numberFrom(
  template: string,
  letter: { agenda: number; received: string; classification: string | null },
): string {
  const [year = '', month = '1'] = letter.received.split('-');
  return template.replace(/\{(kode|nomor|bulan|tahun)(?::(\d))?\}/g, (_, name, digits) => {
    if (name === 'kode') return letter.classification ?? '';
    if (name === 'nomor') return String(letter.agenda).padStart(Number(digits ?? 1), '0');
    return name === 'bulan' ? ROMAN[Number(month) - 1]! : year;
  });
}
