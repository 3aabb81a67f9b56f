/** What a naming pattern can speak of. */
export interface NamingData {
  /** `YYYY-MM-DD` and `HH.mm` by the desk's clock. */
  date: string;
  time: string;
  /** Within the batch, from 1. */
  n: number;
  book: string | null;
}

/** `Pindai {date} ({n})` with its places filled in, as a file's name ending in `.pdf`. */
export function nameDocument(pattern: string, data: NamingData): string {
  const filled = pattern.replace(/\{(date|time|n|book)\}/g, (_, name: keyof NamingData) =>
    String(data[name] ?? ''),
  );
  const plain = filled.replace(/\s+/g, ' ').trim() || `${data.date} (${data.n})`;
  return /\.pdf$/i.test(plain) ? plain : `${plain}.pdf`;
}
