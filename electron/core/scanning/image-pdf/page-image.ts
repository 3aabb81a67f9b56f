import type { Paper } from './paper.ts';

/** A picture ready to lie in a PDF: its coded bytes and how to read them (ISO 32000-1, 8.9.5). */
export interface PageImage {
  paper: Paper;
  width: number;
  height: number;
  bits: 1 | 2 | 4 | 8;
  color: 'gray' | 'rgb' | 'cmyk' | { palette: Buffer };
  /** The colours' own profile; without one they are sRGB, as the output intent says. */
  profile: Buffer | null;
  filter: 'DCTDecode' | 'FlateDecode' | 'CCITTFaxDecode';
  /** Ready-made dictionary text. */
  decodeParms: string | null;
  /** Samples stored upside down, as Adobe's CMYK. */
  inverted: boolean;
  /** Length of the coded bytes. */
  bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

const SPACES = { gray: 'GRAY', rgb: 'RGB ', cmyk: 'CMYK' } as const;
const CLASSES = ['mntr', 'scnr', 'prtr', 'spac'];

/** The profile if PDF/A-2 takes it for these colours (ISO 19005-2, 6.2.4.2), else null. */
export function usableProfile(profile: Buffer | null, color: PageImage['color']): Buffer | null {
  if (profile === null || profile.length < 132 || typeof color !== 'string') return null;
  const text = (at: number) => profile.toString('latin1', at, at + 4);
  const sound = text(36) === 'acsp' && profile.readUInt32BE(0) === profile.length;
  const fits = text(16) === SPACES[color] && CLASSES.includes(text(12)) && profile[8]! <= 4;
  return sound && fits ? profile : null;
}
