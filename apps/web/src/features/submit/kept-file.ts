import type { Checked } from './preflight/messages.ts';

const [DATABASE, STORE] = ['cellboard-submit', 'checked'];

/** Keeps a checked set in the browser, so that a reload loses nothing; one that is too large for it is not kept. */
export async function keepChecked(submission: string, checked: Checked): Promise<void> {
  await withStore('readwrite', (store) => store.put(checked, submission)).catch(() => undefined);
}

/** The set that was checked for a submission; undefined where this browser has none. */
export async function keptChecked(submission: string): Promise<Checked | undefined> {
  return (await withStore('readonly', (store) => store.get(submission)).catch(() => undefined)) as Checked | undefined;
}

/** Forgets the set of a submission. */
export async function forgetChecked(submission: string): Promise<void> {
  await withStore('readwrite', (store) => store.delete(submission)).catch(() => undefined);
}

async function withStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(STORE);
  };
  const database = await answerOf(opening);
  try {
    return await answerOf(work(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error('The browser cannot keep the file.'));
    };
  });
}
