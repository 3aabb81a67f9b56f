import { z } from 'zod';
import type { InboxItem } from '../dispositions.ts';
import { routingInputs } from '../dispositions.ts';
import type { PageSizeInMillimetres } from '../pages.ts';
import { query } from '../operation.ts';
import { Id, Sha256 } from '../values.ts';
import { PreparedDocument } from '../letters.ts';
import { pictureWidths } from '../../domain/picture-widths.ts';
import { firstScreenOperations } from '../first-screen.ts';
import { letterOperations } from '../letters.ts';
import { route } from './route.ts';

/** One thing that waits for somebody; `first`: a letter that nobody has disposed of yet. */
export interface WebItem extends Omit<InboxItem, 'kind'> {
  kind: InboxItem['kind'] | 'first';
}

export interface WebInbox {
  /** Overdue and urgent first. */
  items: WebItem[];
  /** Whether there is more than is sent at once. */
  more: boolean;
}

/** What the page alone asks. */
export const webOperations = {
  /** What waits for all positions of whoever is signed in. */
  'web.inbox': query<WebInbox>()(z.object({})),
};

/** What the page asks by the names that the desk's window uses; all of it answered by the server. */
export const webQueries = {
  ...webOperations,
  'office.get': firstScreenOperations['office.get'],
  'letters.get': letterOperations['letters.get'],
  /** Of a file of this letter. */
  'pages.sizes': query<PageSizeInMillimetres[]>()(z.object({ letter: Id, sha256: Sha256 })),
};

/** Without what only a desk has: the place of a stamp, a sheet that was written on by hand. */
export const webCommands = {
  ...routingInputs,
  'dispositions.give': routingInputs['dispositions.give'].omit({ place: true, paper: true }),
};

export const webRoutes = {
  call: route({
    method: 'POST',
    path: '/v1/call/:operation',
    who: 'person',
    says: 'Asks or does something in the positions of whoever is signed in',
    input: z.strictObject({
      operation: z.string().max(60),
      input: z.record(z.string(), z.unknown()).default({}),
      /** Made with a command, where it is written: the same key is done once, however often it comes. */
      key: z.uuid().optional(),
    }),
    output: z.unknown(),
  }),
  picture: route({
    method: 'GET',
    path: '/v1/page/:letter/:sha256/:page',
    who: 'person',
    says: 'A page of a letter as a picture',
    answers: 'image/webp',
    input: z.object({
      letter: Id,
      sha256: Sha256,
      page: z.coerce.number().int().min(1).max(5000),
      width: z.coerce.number().refine((width) => width <= 2240 && pictureWidths.includes(width)),
    }),
    output: z.unknown(),
  }),
  file: route({
    method: 'GET',
    path: '/v1/file/:letter/:sha256',
    who: 'person',
    says: 'A document of a letter, to be kept',
    answers: 'application/pdf',
    input: z.object({ letter: Id, sha256: Sha256 }),
    output: z.unknown(),
  }),
  /** Its bytes are the body; a picture becomes a PDF. */
  attach: route({
    method: 'POST',
    path: '/v1/documents',
    who: 'person',
    says: 'Takes in a paper that goes with a report',
    input: z.object({ name: z.string().max(255).default('') }),
    output: PreparedDocument,
  }),
  live: route({
    method: 'GET',
    path: '/v1/live',
    who: 'person',
    says: 'Server-sent events: `head` whenever something of the office has changed',
    answers: 'text/event-stream',
    input: z.object({}),
    output: z.unknown(),
  }),
};
