/** What the browser keeps for us between two visits, on the phone's own disk. */
const DATABASE = 'lontar';
const QUEUE = 'queue';
const ANSWERS = 'answers';

/** A command that somebody wrote, until the server has it. */
export interface Kept {
  /** By which the server knows it again. */
  key: string;
  person: string;
  name: string;
  input: Record<string, unknown>;
  at: string;
  /** Why the server would not have it; it stays for a person to look at. */
  refused?: { code: string; data: Record<string, unknown> };
}

let opening: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(QUEUE, { keyPath: 'key' });
      request.result.createObjectStore(ANSWERS);
    });
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  }).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function within<Result>(
  name: string,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await open();
  return new Promise((resolve, reject) => {
    // Safe on the disk when it is complete, not merely handed over.
    const transaction = database.transaction(name, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(name));
    transaction.addEventListener('complete', () => resolve(request.result));
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
}

export const keep = (one: Kept) => within(QUEUE, 'readwrite', (store) => store.put(one));
export const drop = (key: string) => within(QUEUE, 'readwrite', (store) => store.delete(key));

/** In the order in which they were written. */
export async function allKept(person: string): Promise<Kept[]> {
  const all = await within<Kept[]>(
    QUEUE,
    'readonly',
    (store) => store.getAll() as IDBRequest<Kept[]>,
  );
  return all
    .filter((one) => one.person === person)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

export const keepAnswer = (asked: string, answer: unknown) =>
  within(ANSWERS, 'readwrite', (store) => store.put(answer, asked)).catch(() => undefined);

export const keptAnswer = (asked: string) =>
  within(ANSWERS, 'readonly', (store) => store.get(asked) as IDBRequest<unknown>).catch(
    () => undefined,
  );

export const clearAnswers = () =>
  within(ANSWERS, 'readwrite', (store) => store.clear()).catch(() => undefined);
