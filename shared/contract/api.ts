import type { z } from 'zod';
import { batchOperations } from './batches.ts';
import { bookOperations } from './books.ts';
import { bulkOperations } from './bulk.ts';
import { dispositionOperations } from './dispositions.ts';
import { evidenceOperations } from './evidence.ts';
import { letterOperations } from './letters.ts';
import { officeOperations } from './office.ts';
import { firstScreenOperations } from './first-screen.ts';
import type { Operation } from './operation.ts';
import { pageOperations } from './pages.ts';
import { readingOperations } from './reading.ts';
import { printingOperations } from './printing.ts';
import { scanningOperations } from './scanning.ts';
import { searchOperations } from './search.ts';
import { stampingOperations } from './stamping.ts';
import { syncOperations } from './sync.ts';
import { watchOperations } from './watch.ts';

/** Everything the core can be asked. Names carry their feature, so that none stands twice. */
export const operations = {
  ...firstScreenOperations,
  ...officeOperations,
  ...scanningOperations,
  ...batchOperations,
  ...watchOperations,
  ...letterOperations,
  ...bookOperations,
  ...bulkOperations,
  ...dispositionOperations,
  ...stampingOperations,
  ...pageOperations,
  ...readingOperations,
  ...printingOperations,
  ...searchOperations,
  ...evidenceOperations,
  ...syncOperations,
};

type Operations = typeof operations;
export type OperationName = keyof Operations;

/** What a caller may send: fields with defaults can be left out. */
export type InputOf<Name extends OperationName> = z.input<Operations[Name]['input']>;
/** What a use case gets: parsed, defaults filled in. */
export type ParsedInputOf<Name extends OperationName> = z.output<Operations[Name]['input']>;
export type OutputOf<Name extends OperationName> =
  Operations[Name] extends Operation<z.ZodType, infer Output> ? Output : never;

/** Sent after a commit: the feature whose facts have changed. Whoever shows them fetches them anew. */
export interface Changed {
  name: 'changed';
  payload: { operation: OperationName; letter?: string; batch?: string };
}
