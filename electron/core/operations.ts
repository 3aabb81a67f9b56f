import type { operations } from '../../shared/contract/api.ts';
import { firstScreenOperations } from '../../shared/contract/first-screen.ts';
import type { Operation } from '../../shared/contract/operation.ts';

type Part = Record<string, Operation>;
type Feature<Name> = Name extends `${infer Own}.${string}` ? Own : never;

/** The rest of the contract, by the feature that a name begins with; loaded when first asked for. */
const parts: Record<Feature<keyof typeof operations>, () => Promise<Part[]>> = {
  office: async () => [
    (await import('../../shared/contract/office.ts')).officeOperations,
    (await import('../../shared/contract/sync.ts')).syncOperations,
  ],
  scanning: async () => [
    (await import('../../shared/contract/scanning.ts')).scanningOperations,
    (await import('../../shared/contract/watch.ts')).watchOperations,
  ],
  batches: async () => [(await import('../../shared/contract/batches.ts')).batchOperations],
  letters: async () => [(await import('../../shared/contract/letters.ts')).letterOperations],
  books: async () => [(await import('../../shared/contract/books.ts')).bookOperations],
  bulk: async () => [(await import('../../shared/contract/bulk.ts')).bulkOperations],
  dispositions: async () => [
    (await import('../../shared/contract/dispositions.ts')).dispositionOperations,
  ],
  stamping: async () => [(await import('../../shared/contract/stamping.ts')).stampingOperations],
  pages: async () => [(await import('../../shared/contract/pages.ts')).pageOperations],
  reading: async () => [(await import('../../shared/contract/reading.ts')).readingOperations],
  printing: async () => [(await import('../../shared/contract/printing.ts')).printingOperations],
  search: async () => [(await import('../../shared/contract/search.ts')).searchOperations],
  evidence: async () => [(await import('../../shared/contract/evidence.ts')).evidenceOperations],
  sync: async () => [(await import('../../shared/contract/sync.ts')).syncOperations],
};

const known = new Map<string, Operation>(Object.entries(firstScreenOperations));

/** What is asked by this name; undefined for a name that the contract does not have. */
export async function operationOf(name: string): Promise<Operation | undefined> {
  const feature = name.slice(0, Math.max(0, name.indexOf('.')));
  if (!known.has(name) && Object.hasOwn(parts, feature)) {
    for (const part of await parts[feature as keyof typeof parts]()) {
      for (const [one, operation] of Object.entries(part)) known.set(one, operation);
    }
  }
  return known.get(name);
}

/** The same where it is at hand, without a wait. */
export const knownOperation = (name: string): Operation | undefined => known.get(name);
