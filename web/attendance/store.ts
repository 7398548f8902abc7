import type { Outcome, Sign } from './rules.ts';

/** A sign that the server has not answered, or one that it recorded and that is to be taken away again. It names nobody. */
export type Entry = Sign & {
  sessionId: string;
  /** Tells by whom it was made, and not who that is: nobody else sends it. */
  whose: string;
  /** What the door said when it was made. */
  said: Outcome;
  /** It is to be taken away again: the key of that correction, and the event on record; null while nobody knows whether it is. */
  undo: { eventId: string | null; key: string } | null;
  /** What the server answered instead of recording it. It stays until somebody has seen it. */
  refused: Outcome | null;
};

const NAME = 'attune-door';
const STORE = 'signs';

let opening: Promise<IDBDatabase> | null = null;

function opened(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

async function within<Value>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Value> | null) {
  const transaction = (await opened()).transaction(STORE, mode);
  const request = act(transaction.objectStore(STORE));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
  return request?.result;
}

/** Everything that this device keeps of doors, whoever made it. */
export async function all(): Promise<Entry[]> {
  return ((await within('readonly', (store) => store.getAll())) ?? []) as Entry[];
}

/** Keeps and deletes, at once. Throws where the browser refuses. */
export async function write(kept: readonly Entry[], gone: readonly string[] = []): Promise<void> {
  await within('readwrite', (store) => {
    for (const key of gone) store.delete(key);
    for (const entry of kept) store.put(entry);
    return null;
  });
}
