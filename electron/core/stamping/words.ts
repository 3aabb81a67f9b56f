/** What stamps print. They are Indonesian whatever the interface speaks: a record is one thing. */
export const WORDS = {
  received: 'DITERIMA',
  agenda: 'AGENDA',
  number: 'No. agenda',
  book: 'Buku',
  receivedOn: 'Tanggal terima',
  disposition: 'DISPOSISI',
  from: 'Dari',
  to: 'Diteruskan kepada',
  instructions: 'Instruksi',
  note: 'Catatan',
  due: 'Batas waktu',
  redrawn: 'Digambar ulang dari berkas asli oleh Lontar',
  unreadablePage: 'Halaman ini tidak terbaca dalam berkas asli.',
} as const;

const MONTHS =
  'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(
    ' ',
  );

/** `2024-06-13` as `13 Juni 2024`. */
export function printedDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}
