import { createPublicKey, type KeyObject, verify } from 'node:crypto';

const keys = new Map<string, KeyObject>();
const MOST_KEYS = 10_000;

/** The key of an Ed25519 public key's 32 bytes in base64url; making it anew each time costs as much as verifying. */
export function keyOf(bytes: string): KeyObject {
  let key = keys.get(bytes);
  if (!key) {
    key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes }, format: 'jwk' });
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(bytes, key);
  }
  return key;
}

/** @param signature 64 bytes in base64url */
export function isSigned(key: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  return bytes.length === 64 && verify(null, Buffer.from(text), keyOf(key), bytes);
}
