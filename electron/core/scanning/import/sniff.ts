import { extname } from 'node:path';

/** What Lontar takes in. */
export type FileKind = 'pdf' | 'jpeg' | 'png' | 'tiff';

/** Bytes that `sniff` needs: readers of PDF look for the header in the first 1,024. */
export const HEAD_BYTES = 1024;

const KINDS: [FileKind, number[]][] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['tiff', [0x49, 0x49, 0x2b, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2b]],
];

/** Told apart only to say what a refused file is. */
const OTHERS: [string, string][] = [
  ['PK\u0003\u0004', 'zip'],
  ['GIF8', 'gif'],
  ['BM', 'bmp'],
  ['\u00d0\u00cf\u0011\u00e0', 'office'],
  ['{\\rtf', 'rtf'],
  ['\u001f\u008b', 'gzip'],
  ['Rar!', 'rar'],
  ['7z\u00bc\u00af', '7z'],
  ['MZ', 'program'],
  ['\u007fELF', 'program'],
  ['%!PS', 'postscript'],
];

/** The kind by content; `found` names what else it may be. */
export function sniff(head: Buffer): { kind: FileKind } | { kind: null; found: string } {
  for (const [kind, magic] of KINDS) {
    if (magic.every((byte, at) => head[at] === byte)) return { kind };
  }
  const text = head.toString('latin1', 0, HEAD_BYTES);
  if (text.includes('%PDF-')) return { kind: 'pdf' };
  const other = OTHERS.find(([magic]) => text.startsWith(magic))?.[1];
  if (other) return { kind: null, found: other };
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return { kind: null, found: 'webp' };
  if (/^(heic|heix|mif1|msf1|avif)/.test(text.slice(8, 12))) return { kind: null, found: 'heic' };
  if (/^\s*<(!doctype|html|\?xml|svg)/i.test(text)) return { kind: null, found: 'html' };
  return { kind: null, found: 'unknown' };
}

const CLAIMS: Record<string, FileKind> = {
  '.pdf': 'pdf',
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.jpe': 'jpeg',
  '.jfif': 'jpeg',
  '.png': 'png',
  '.tif': 'tiff',
  '.tiff': 'tiff',
};

/** The kind that a file's name claims, or null where it claims none that is known here. */
export function claimedKind(path: string): FileKind | null {
  return CLAIMS[extname(path).toLowerCase()] ?? null;
}
