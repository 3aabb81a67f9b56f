import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../archive/durable.ts';

const fileOf = (home: string) => join(home, 'desk.key');

/** This desk's own Ed25519 key, made when it joins; the file is for its account alone. */
export async function deskKey(home: string): Promise<KeyObject> {
  const file = fileOf(home);
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeDurably(file, Buffer.from(privateKey.export({ format: 'pem', type: 'pkcs8' })));
  }
  return createPrivateKey(readFileSync(file));
}

/** Its 32 bytes in base64url. */
export function publicOf(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'jwk' }).x!;
}

export const signText = (key: KeyObject, text: string): string =>
  sign(null, Buffer.from(text), key).toString('base64url');
