import { ScanProfile } from '../../contract/batches.ts';

/** The profiles of a first run, to be edited: what a front desk scans most. */
export const starterProfiles: ScanProfile[] = [
  {
    key: 'tumpukan',
    name: 'Tumpukan surat, dipisah lembar pemisah',
    way: 'feeder',
    splitting: { by: 'separators' },
  },
  {
    key: 'bolak-balik',
    name: 'Tumpukan bolak-balik, dipisah lembar pemisah',
    way: 'duplex',
    splitting: { by: 'separators' },
  },
  {
    key: 'balik-manual',
    name: 'Bolak-balik dengan membalik tumpukan',
    way: 'manual-duplex',
    splitting: { by: 'separators' },
  },
  {
    key: 'selembar',
    name: 'Surat satu halaman, satu per satu',
    splitting: { by: 'pages', pages: 1 },
  },
  {
    key: 'satu-surat',
    name: 'Satu surat dari pengumpan',
    splitting: { by: 'none' },
    straight: true,
  },
  { key: 'kaca', name: 'Satu surat dari kaca', way: 'flatbed', splitting: { by: 'none' } },
].map((profile) => ScanProfile.parse(profile));
