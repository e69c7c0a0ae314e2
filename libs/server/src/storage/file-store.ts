/** A file in the store: its name there, and its size. */
export interface StoredFile {
  /** SHA-256 of the bytes in lower-case hexadecimal digits; the file's name in the store. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What a file holds: all at once, or piece by piece as it arrives. */
export type FileContents = Uint8Array | AsyncIterable<Uint8Array>;

/** A file that has arrived, but is not in the store. */
export interface ReceivedFile extends StoredFile {
  /** Path of a local file with these bytes, for a decoding process to open. */
  readonly path: string;
  /** Puts it into the store, where it survives a loss of power once this has answered. */
  readonly keep: () => Promise<void>;
}

/**
 * Takes in a file.
 *
 * @throws Problem FILE_TOO_LARGE
 */
export type Receive = (contents: FileContents) => Promise<ReceivedFile>;

/**
 * Where uploaded files lie. A file is named by the hash of its bytes, so it never changes, is kept once however
 * often it is uploaded, and can be checked. There is no way to name a place in the store from outside.
 */
export abstract class FileStore {
  /**
   * Takes in files for a piece of work, which looks at them before it keeps them, and removes those that it did not
   * keep: what is refused leaves nothing behind, whoever else sends the same bytes at that time.
   *
   * @param maxBytes refuse a longer file, without keeping any of it
   */
  abstract receiving<T>(maxBytes: number, work: (receive: Receive) => Promise<T>): Promise<T>;

  /**
   * Keeps a file. It is there completely or not at all, and survives a loss of power once this has answered.
   *
   * @param maxBytes refuse a longer file, without keeping any of it
   * @throws Problem FILE_TOO_LARGE beyond maxBytes
   */
  async put(contents: FileContents, maxBytes: number): Promise<StoredFile> {
    return this.receiving(maxBytes, async (receive) => {
      const { sha256, bytes, keep } = await receive(contents);
      await keep();
      return { sha256, bytes };
    });
  }

  abstract has(sha256: string): Promise<boolean>;

  /** @throws Problem FILE_NOT_FOUND */
  abstract read(sha256: string): Promise<Uint8Array>;

  /**
   * Path of a local file with these bytes, for a worker thread to open. Read only: nobody may change it.
   *
   * @throws Problem FILE_NOT_FOUND
   */
  abstract path(sha256: string): Promise<string>;

  /**
   * Something computed from stored files, such as a thumbnail: from the cache, else made and put there. Everything
   * in the cache may be deleted at any time.
   *
   * @param key lower-case letters, digits, hyphens and slashes; names what it is made from and by which recipe
   */
  abstract derived(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}
