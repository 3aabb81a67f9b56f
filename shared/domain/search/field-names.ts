import { fold, keyOf } from './words.ts';
import type { ExactField, TextField } from './query.ts';

export type FieldName = TextField | ExactField | 'agenda' | 'date' | 'received';

/** By what name each field is typed: the Indonesian one first, by which a query is also shown. */
export const fieldNames: Record<FieldName, readonly string[]> = {
  sender: ['dari', 'pengirim', 'asal', 'from', 'sender'],
  subject: ['hal', 'perihal', 'subject'],
  number: ['nomor', 'no', 'number'],
  agenda: ['agenda'],
  date: ['tgl', 'tanggal', 'date'],
  received: ['diterima', 'terima', 'received'],
  code: ['kode', 'klasifikasi', 'code'],
  urgency: ['derajat', 'urgency'],
  secrecy: ['sifat', 'secrecy'],
  status: ['status'],
  recipient: ['kepada', 'untuk', 'to', 'recipient'],
  text: ['isi', 'text'],
  book: ['buku', 'book'],
  unit: ['unit', 'jabatan'],
};

const byName = new Map(
  Object.entries(fieldNames).flatMap(([field, names]) =>
    names.map((name) => [name, field as FieldName]),
  ),
);

export const fieldNamed = (name: string): FieldName | undefined => byName.get(fold(name));

/** The values that a field of few has, and how each is typed, the Indonesian first. */
export const valueNames: Record<'urgency' | 'secrecy' | 'status', Record<string, string[]>> = {
  urgency: {
    biasa: ['biasa', 'normal'],
    segera: ['segera', 'urgent'],
    'sangat-segera': ['sangat-segera', 'very-urgent'],
    penting: ['penting', 'important'],
  },
  secrecy: {
    B: ['biasa', 'b', 'open'],
    T: ['terbatas', 't', 'restricted'],
    R: ['rahasia', 'r', 'secret'],
    SR: ['sangat-rahasia', 'sr', 'top-secret'],
  },
  status: {
    registered: ['belum-disposisi', 'belum', 'terdaftar', 'registered', 'not-disposed'],
    finished: ['selesai', 'finished', 'done'],
    disposed: ['disposisi', 'didisposisi', 'sudah-disposisi', 'disposed'],
    cancelled: ['batal', 'dibatalkan', 'cancelled', 'canceled'],
  },
};

/** The value that is meant; hyphens and spaces don't count. */
export function valueNamed(field: keyof typeof valueNames, typed: string): string | undefined {
  const key = keyOf(typed);
  return Object.entries(valueNames[field]).find(([, names]) =>
    names.some((name) => keyOf(name) === key),
  )?.[0];
}

/** A value of two words, typed with a space between them: `derajat:sangat segera`. */
export const beginsValue = (field: FieldName, typed: string) =>
  (field === 'urgency' && fold(typed) === 'sangat') ||
  (field === 'secrecy' && fold(typed) === 'sangat') ||
  (field === 'status' && ['belum', 'sudah'].includes(fold(typed)));
