import { createDecipheriv, type ECDH, hkdfSync } from 'node:crypto';

/** Salt, the record's length, and the length of the sender's key (RFC 8188, 2.1). */
const HEAD = 16 + 4 + 1;
const TAG = 16;

/** What a browser reads in a push (RFC 8291, `aes128gcm`), with the keys that it subscribed with. */
export function openPush(body: Buffer, own: ECDH, auth: string): unknown {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(HEAD, HEAD + body[HEAD - 1]!);
  const sealed = body.subarray(HEAD + sender.length);
  const derive = (key: Buffer, from: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, from, info, length));
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), sender]);
  const shared = derive(own.computeSecret(sender), Buffer.from(auth, 'base64url'), about, 32);
  const key = derive(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const open = createDecipheriv('aes-128-gcm', key, nonce);
  open.setAuthTag(sealed.subarray(-TAG));
  const text = Buffer.concat([open.update(sealed.subarray(0, -TAG)), open.final()]);
  // A last record ends with 2 and zeros.
  return JSON.parse(text.subarray(0, text.lastIndexOf(2)).toString());
}
