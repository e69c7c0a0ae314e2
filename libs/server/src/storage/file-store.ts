import type { Sha256, Shelf } from '@cellboard/contract';

/** Names a file: what it is for, and the SHA-256 of its bytes in lower-case hexadecimal digits. */
export interface FileRef {
  readonly shelf: Shelf;
  readonly sha256: Sha256;
}

/** A file on its shelf. */
export interface StoredFile extends FileRef {
  readonly bytes: number;
}

/** What a file holds: all at once, or piece by piece as it arrives. */
export type FileContents = Uint8Array | AsyncIterable<Uint8Array>;

/** A file that has arrived, but is on no shelf yet. */
export interface ReceivedFile {
  readonly sha256: Sha256;
  readonly bytes: number;
  /** Path of a local file with these bytes, for a decoding process to open. */
  readonly path: string;
  /** Puts it on a shelf, where it survives a loss of power once this has answered. */
  readonly keep: (shelf: Shelf) => Promise<StoredFile>;
}

/**
 * Receives a file.
 *
 * @throws Problem FILE_TOO_LARGE or DISK_FULL
 */
export type Receive = (contents: FileContents) => Promise<ReceivedFile>;

/** An open file, of which any part can be read. */
export interface OpenStoredFile {
  readonly byteLength: number;
  /** The bytes from `start` up to but not including `end`. */
  slice(start: number, end: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Where files are kept. Each kind has a shelf of its own, so that a process can be given the images without the
 * truths. A file is named by the hash of its bytes, so it never changes and is kept once however often it is uploaded.
 */
export abstract class FileStore {
  /**
   * Receives files for a piece of work that checks them and keeps some. The others are removed afterwards, so a refused
   * file leaves nothing behind, even if somebody else uploads the same bytes at the same time.
   *
   * @param maxBytes refuse a longer file, without keeping any of it
   */
  abstract receiving<T>(maxBytes: number, work: (receive: Receive) => Promise<T>): Promise<T>;

  /**
   * Keeps a file. It is there completely or not at all, and survives a loss of power once this has answered.
   *
   * @param maxBytes refuse a longer file, without keeping any of it
   * @throws Problem FILE_TOO_LARGE or DISK_FULL
   */
  async put(shelf: Shelf, contents: FileContents, maxBytes: number): Promise<StoredFile> {
    return this.receiving(maxBytes, async (receive) => (await receive(contents)).keep(shelf));
  }

  /** The size of a file; null where it is not there. */
  abstract stat(file: FileRef): Promise<{ readonly bytes: number } | null>;

  /** @throws Problem FILE_NOT_FOUND */
  abstract open(file: FileRef): Promise<OpenStoredFile>;

  /**
   * Gives the work a local file with these bytes. The work must not change it, and the path is only valid until the
   * work is done.
   *
   * @throws Problem FILE_NOT_FOUND
   * @throws DamagedFileError where the file is a copy, and has other bytes than it was stored with
   */
  abstract withLocal<T>(file: FileRef, use: (path: string) => Promise<T>): Promise<T>;

  /** Space that is left on the disk of this machine for files that arrive, in bytes. */
  abstract freeBytes(): Promise<number>;

  /** @throws an error where the store cannot be reached now */
  abstract reach(): Promise<void>;

  /** Every file of a shelf behind a hash, or from the first one on, in the order of hashes. */
  abstract list(shelf: Shelf, after?: Sha256): AsyncIterable<StoredFile>;

  /** When a file was put on its shelf; null where it is not there. */
  abstract storedAt(file: FileRef): Promise<Date | null>;

  /** Removes a file. One that is not there is left alone. */
  abstract remove(file: FileRef): Promise<void>;

  /** Whether the bytes of a file still have its hash; null where it is not there. */
  abstract check(file: FileRef): Promise<boolean | null>;

  /**
   * Something computed from a stored file, such as a thumbnail: from the cache, else made and put there. It lies on
   * the shelf of the file it is made from, and may be deleted at any time.
   *
   * @param recipe lower-case letters, digits, hyphens and slashes; says what is made, and by which version
   */
  abstract derived(from: FileRef, recipe: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
}
