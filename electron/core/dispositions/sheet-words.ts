import type { Secrecy, Urgency } from '../../../shared/contract/letters.ts';

/** Everything that the sheet prints beside its data. It goes on file, so it is Indonesian in any language of the window. */
export const words = {
  title: 'LEMBAR DISPOSISI',
  sender: 'Surat dari',
  number: 'Nomor surat',
  date: 'Tanggal surat',
  received: 'Diterima tanggal',
  agenda: 'Nomor agenda',
  urgency: 'Sifat',
  secrecy: 'Keamanan',
  subject: 'Hal',
  attachments: 'Lampiran',
  noNumber: 'Tanpa nomor',
  noDate: 'Tanpa tanggal',
  positions: 'Diteruskan kepada Sdr.',
  instructions: 'Dengan hormat harap',
  note: 'Catatan',
  due: 'Batas waktu',
  continued: '(lanjutan)',
} as const;

export const urgencyWords: Record<Urgency, string> = {
  'sangat-segera': 'Sangat segera',
  segera: 'Segera',
  penting: 'Penting',
  biasa: 'Biasa',
};

export const secrecyWords: Record<Secrecy, string> = {
  B: 'Biasa',
  T: 'Terbatas',
  R: 'Rahasia',
  SR: 'Sangat rahasia',
};

export function sheetOf(page: number, pages: number): string {
  return `Lembar ${page} dari ${pages}`;
}

export function agendaLine(agenda: { book: string; year: number; number: number }): string {
  return `${agenda.book}/${agenda.year}/${agenda.number}`;
}
