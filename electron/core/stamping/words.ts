/** What stamps print. They are Indonesian whatever the interface speaks: a record is one thing. */
export const WORDS = {
  redrawn: 'Digambar ulang dari berkas asli oleh Lontar',
  unreadablePage: 'Halaman ini tidak terbaca dalam berkas asli.',
} as const;

export const SECRECY: Record<string, string> = {
  B: 'BIASA',
  T: 'TERBATAS',
  R: 'RAHASIA',
  SR: 'SANGAT RAHASIA',
};

export const URGENCY: Record<string, string> = {
  biasa: 'Biasa',
  segera: 'Segera',
  'sangat-segera': 'Sangat segera',
  penting: 'Penting',
};

const MONTHS =
  'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
    ' ',
  );

/** `2024-06-13` as `13 Juni 2024`. */
export function printedDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}
