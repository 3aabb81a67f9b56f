import { z } from 'zod';
import { filledLine, Id } from '../values.ts';
import { route } from './route.ts';

/** Five groups of four from an alphabet without look-alikes, as printed and typed: `7K3F-…`. */
export const EnrolmentCode = z
  .string()
  .transform((text) => text.toUpperCase().replace(/[^0-9A-Z]/g, ''))
  .pipe(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{20}$/));

/** An Ed25519 public key (RFC 8032), its 32 bytes in base64url. */
const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const enrolmentRoutes = {
  enrol: route({
    method: 'POST',
    path: '/v1/enrol',
    // Signed with the key that it brings: whoever enrols holds it.
    who: 'anyone',
    says: 'A desk joins its office with a one-time code and its own key',
    input: z.strictObject({
      code: EnrolmentCode,
      device: Id,
      name: filledLine(100),
      publicKey: PublicKey,
      /** The office that the desk has founded already; null: it takes that of the server. */
      founded: Id.nullable(),
    }),
    output: z.object({
      office: z.uuid(),
      name: z.string(),
      /** The office that the server knows; null: the desk that founds one brings it. */
      founded: Id.nullable(),
      head: z.int().min(0),
    }),
  }),
};
