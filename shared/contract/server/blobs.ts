import { z } from 'zod';
import { Sha256 } from '../values.ts';
import { route } from './route.ts';

/** Of hashes that one question may name. */
const MAX_ASKED = 1000;

/** Uploads themselves are tus 1.0.0 (creation, creation-with-upload, termination, expiration). */
export const uploadsPath = '/v1/uploads';

export const blobRoutes = {
  missing: route({
    method: 'POST',
    path: '/v1/blobs/missing',
    who: 'desk',
    says: 'Which of these files the office has not brought yet',
    input: z.strictObject({ sha256: z.array(Sha256).max(MAX_ASKED) }),
    output: z.object({ missing: z.array(Sha256) }),
  }),
  read: route({
    method: 'GET',
    path: '/v1/blobs/:sha256',
    who: 'desk',
    says: 'A file of the office, by the SHA-256 of its bytes; with Range a part of it',
    input: z.strictObject({ sha256: Sha256 }),
    output: z.unknown(),
    answers: 'application/octet-stream',
  }),
};
