import type { Shelf } from '@cellboard/contract';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { S3Settings } from '../settings/s3-settings.ts';
import { DamagedFileError } from './assert-sound.ts';
import { writeDurably } from './durable-files.ts';
import { derivedName, isHash, notThere, objectName, shelfName } from './file-names.ts';
import { FileStore, type FileRef, type OpenStoredFile, type Receive, type StoredFile } from './file-store.ts';
import { IncomingFolder } from './incoming-folder.ts';
import { LocalCopies } from './local-copies.ts';
import { S3Bucket, type S3Patience } from './s3-bucket.ts';
import { unusable } from './s3-failures.ts';

const patience: S3Patience = { connectMs: 5000, silentMs: 30_000, attempts: 4 };

/**
 * Files in a bucket of S3, or of a server that speaks its protocol, under the names that they have in a folder.
 *
 * The bucket shows an object once all of its bytes have arrived, and keeps it once it has answered. An object is named
 * by its hash, so processes that write the same one at the same time write the same bytes.
 */
export class S3FileStore extends FileStore {
  private readonly inProgress = new Map<string, Promise<Uint8Array>>();
  private readonly copies: LocalCopies;

  private constructor(
    private readonly bucket: S3Bucket,
    private readonly incoming: IncomingFolder,
  ) {
    super();
    this.copies = new LocalCopies(
      () => incoming.newPath(),
      (file, path) => this.download(file, path),
    );
  }

  /**
   * Opens the bucket, and makes sure that files can be written, read and deleted there.
   *
   * @param folder local folder of files that are arriving, or that a process reads
   * @throws StoreUnusableError saying what to correct
   */
  static async open(settings: S3Settings, folder: string, waits: S3Patience = patience): Promise<S3FileStore> {
    const incoming = await IncomingFolder.open(folder);
    const store = new S3FileStore(new S3Bucket(settings, waits), incoming);
    await store.try().catch((error: unknown) => {
      throw unusable(error, settings);
    });
    return store;
  }

  override receiving<T>(maxBytes: number, work: (receive: Receive) => Promise<T>): Promise<T> {
    return this.incoming.receiving(maxBytes, (path, file) => this.keep(path, file), work);
  }

  override async stat(file: FileRef): Promise<{ bytes: number } | null> {
    const found = await this.bucket.stat(objectName(file));
    return found && { bytes: found.bytes };
  }

  override async open(file: FileRef): Promise<OpenStoredFile> {
    const name = objectName(file);
    const found = await this.bucket.stat(name);
    if (!found) throw notThere(file);
    return {
      byteLength: found.bytes,
      slice: async (start, end) => {
        const to = Math.min(end, found.bytes);
        if (to <= start) return new Uint8Array();
        const bytes = await this.bucket.slice(name, start, to);
        if (bytes?.byteLength === to - start) return bytes;
        throw new Error(`The file ${file.sha256} has become shorter while it was read.`);
      },
      close: () => Promise.resolve(),
    };
  }

  override withLocal<T>(file: FileRef, use: (path: string) => Promise<T>): Promise<T> {
    return this.copies.use(file, use);
  }

  override freeBytes(): Promise<number> {
    return this.incoming.freeBytes();
  }

  override reach(): Promise<void> {
    return this.bucket.reach();
  }

  override async *list(shelf: Shelf, after?: string): AsyncIterable<StoredFile> {
    const behind = after === undefined || after === '' ? undefined : objectName({ shelf, sha256: after });
    for await (const { name, bytes } of this.bucket.list(`${shelfName(shelf)}/`, behind)) {
      const sha256 = name.slice(name.lastIndexOf('/') + 1);
      if (isHash(sha256) && name === objectName({ shelf, sha256 })) yield { shelf, sha256, bytes };
    }
  }

  override async storedAt(file: FileRef): Promise<Date | null> {
    return (await this.bucket.stat(objectName(file)))?.writtenAt ?? null;
  }

  override remove(file: FileRef): Promise<void> {
    return this.bucket.remove(objectName(file));
  }

  override async check(file: FileRef): Promise<boolean | null> {
    return this.bucket.read(objectName(file), async (stream) => {
      const hash = createHash('sha256');
      for await (const piece of stream) hash.update(piece as Uint8Array);
      return hash.digest('hex') === file.sha256;
    });
  }

  override async derived(from: FileRef, recipe: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const name = derivedName(from, recipe);
    const running = this.inProgress.get(name) ?? this.readOrMake(name, make);
    this.inProgress.set(name, running);
    try {
      return await running;
    } finally {
      this.inProgress.delete(name);
    }
  }

  private async readOrMake(name: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const cached = await this.bucket.read(name, async (stream) => Buffer.concat(await stream.toArray()));
    if (cached) return cached;
    const made = await make();
    await this.bucket.write(name, made);
    return made;
  }

  private async keep(path: string, file: StoredFile): Promise<StoredFile> {
    // One that is not there, or no longer what it was, is written.
    if (!(await this.check(file))) await this.bucket.write(objectName(file), createReadStream(path));
    return file;
  }

  private async download(file: FileRef, path: string): Promise<void> {
    const copy = await this.bucket.read(objectName(file), (stream) => writeDurably(path, stream, Infinity));
    if (!copy) throw notThere(file);
    if (copy.sha256 !== file.sha256) throw new DamagedFileError(file, 'changed');
  }

  /** Does once what the work needs. */
  private async try(): Promise<void> {
    const name = `incoming/${randomUUID()}`;
    await this.bucket.reach();
    await this.bucket.write(name, Buffer.from('Cellboard can write here.'));
    try {
      await this.bucket.read(name, async (stream) => (await stream.toArray()).length);
    } finally {
      await this.bucket.remove(name);
    }
  }
}
