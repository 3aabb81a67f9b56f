import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makePdf, onePage } from '../../fixtures/stamping/make-pdf.ts';
import { signedPdf } from '../../fixtures/stamping/sign-pdf.ts';
import {
  DATA,
  looks,
  OFFICE,
  run,
  scratch,
  see,
  squeeze,
  stamp,
  stampInFolder,
} from './looking.ts';

stampInFolder();

const A4 = '/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R';
const PAGE = makePdf(onePage(A4, 'BT /F 20 Tf 60 700 Td (Kepada Yth.) Tj ET'));

const WAYS: Record<string, string[]> = {
  'RC4, 40 bits': ['40', '--allow-weak-crypto'],
  'RC4, 128 bits': ['128', '--use-aes=n', '--allow-weak-crypto'],
  'AES, 128 bits': ['128', '--use-aes=y', '--allow-weak-crypto'],
  'AES, 128 bits, open metadata': [
    '128',
    '--use-aes=y',
    '--cleartext-metadata',
    '--allow-weak-crypto',
  ],
  'AES, 256 bits': ['256'],
  'AES, 256 bits, old': ['256', '--force-R5', '--allow-weak-crypto'],
};

function encrypted(user: string, [bits, ...options]: string[], streams: boolean): Buffer {
  const [plain, out] = [scratch('plain.pdf'), scratch('encrypted.pdf')];
  writeFileSync(plain, PAGE);
  const weak = options.filter((option) => option === '--allow-weak-crypto');
  const own = options.filter((option) => option !== '--allow-weak-crypto');
  const style = `--object-streams=${streams ? 'generate' : 'disable'}`;
  run('qpdf', ...weak, style, '--encrypt', user, 'pemilik', bits!, ...own, '--', plain, out);
  return readFileSync(out);
}

describe('a file encrypted without a user password', () => {
  for (const [name, way] of Object.entries(WAYS)) {
    it.each([false, true])(
      `${name}: the stamp is encrypted as the rest is (object streams: %s)`,
      async (streams) => {
        const input = encrypted('', way, streams);
        const result = await stamp(input);
        expect(result.method).toBe('append');
        const after = await see(result.output);
        expect(squeeze(after.text)).toContain(squeeze(OFFICE));
        expect(after.text).toContain('Kepada Yth.');
        expect(looks(after, result.boxes.received!).head).toBeGreaterThan(0.6);
        expect(run('pdftotext', result.path, '-')).toContain(OFFICE);
        run('qpdf', '--check', result.path);
        expect(result.output.equals((await stamp(input)).output)).toBe(true);
      },
    );
  }

  it('one with a user password is refused with a code', async () => {
    for (const way of Object.values(WAYS)) {
      const input = encrypted('rahasia', way, false);
      await expect(stamp(input)).rejects.toMatchObject({ code: 'pdf.password' });
    }
  });
});

describe('a signed file', () => {
  it('still has a valid signature once stamped, twice over', async () => {
    const signed = signedPdf(scratch);
    const check = (bytes: Uint8Array): string => {
      const path = scratch('signed.pdf');
      writeFileSync(path, bytes);
      return run('pdfsig', '-nocert', path);
    };
    expect(check(signed)).toContain('Signature is Valid.');
    const once = await stamp(signed);
    expect(once.method).toBe('append');
    const words = check(once.output);
    expect(words).toContain('Signature is Valid.');
    expect(words).toContain('Not total document signed');
    const twice = await stamp(once.output, {
      data: { ...DATA, disposition: undefined },
      places: { received: { page: 1, x: 10, y: 120 } },
    });
    expect(check(twice.output)).toContain('Signature is Valid.');
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(twice.output.subarray(0, signed.length))).toBe(hash(signed));
  });
});
