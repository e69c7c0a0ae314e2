import { mkdtemp, open, readFile, rm, statfs, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageFiles } from '@cellboard/datasets';
import type { ImportEntry, ImportImage } from './survey.ts';

/** Most bytes that are kept, and the part of the free space that they may take. */
const [MOST_BYTES, MOST_PART] = [2 ** 30, 1 / 4];

/** A stretch of the file. */
interface Stretch {
  readonly at: number;
  readonly length: number;
}

/** A stretch of the file, or a file of the dataset itself. */
type Place = Stretch | { readonly path: string };

interface KeptImage extends Omit<ImportImage, 'files'> {
  readonly image: Place;
  readonly truth: Stretch | null;
  readonly ignore: Stretch | null;
}

type Parts<T> = Record<'image' | 'truth' | 'ignore', T | null>;

/** Where files lie that are written one after the other. */
function placesFrom(start: number, { image, truth, ignore }: Parts<Uint8Array>): Parts<Stretch> {
  let end = start;
  const next = (bytes: Uint8Array | null) => {
    const at = end;
    end += bytes?.byteLength ?? 0;
    return bytes && { at, length: bytes.byteLength };
  };
  return { image: next(image), truth: next(truth), ignore: next(ignore) };
}

/**
 * Keeps what was made while a dataset was checked, so that it need not be made again to be sent. Images that are sent as
 * they lie in the dataset are read from there. What finds no room is made again.
 */
export class Spool implements AsyncDisposable {
  readonly #kept: KeptImage[] = [];
  readonly #names = new Set<string>();
  readonly #room: number;
  readonly #folder: string;
  readonly #file: FileHandle;
  #end = 0;

  private constructor(opened: { folder: string; file: FileHandle; room: number }) {
    this.#folder = opened.folder;
    this.#file = opened.file;
    this.#room = opened.room;
  }

  /** Opens a temporary file, which is gone when the program ends. */
  static async open(mostBytes = MOST_BYTES): Promise<Spool> {
    const folder = await mkdtemp(join(tmpdir(), 'cellboard-import-'));
    const file = await open(join(folder, 'spool'), 'wx+');
    const { bavail, bsize } = await statfs(folder);
    // Without its name, it is removed even if the program is killed. Not every system allows that.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return new Spool({ folder, file, room: Math.min(mostBytes, bavail * bsize * MOST_PART) });
  }

  /** Keeps an image with its files, if there is room. */
  async keep({ kind, name, tags, ownKind }: ImportImage, files: ImageFiles): Promise<void> {
    const { imagePath, truth, ignore } = files;
    const image = imagePath === undefined ? files.image : null;
    const start = this.#end;
    const bytes = [image, truth, ignore].reduce((sum, one) => sum + (one?.byteLength ?? 0), 0);
    if (start + bytes > this.#room) return;
    this.#end += bytes; // before anything is awaited: several images are kept at once
    const words = { kind, name, tags, ...(ownKind !== undefined && { ownKind }) };
    const places = placesFrom(start, { image, truth, ignore });
    for (const [one, place] of [
      [image, places.image],
      [truth, places.truth],
      [ignore, places.ignore],
    ] as const)
      if (one && place) await this.#write(one, place.at);
    this.#kept.push({ ...words, ...places, image: places.image ?? { path: imagePath ?? '' } });
    this.#names.add(name);
  }

  /**
   * The images that were kept, and then what the dataset holds beside them.
   *
   * @param names those that are wanted
   * @param read reads the dataset from its beginning
   */
  async *entries(
    names: { has: (name: string) => boolean; size: number },
    read: () => AsyncIterable<ImportEntry>,
  ): AsyncGenerator<ImportEntry> {
    let left = names.size;
    for (const { image, truth, ignore, ...words } of this.#kept) {
      if (!names.has(words.name)) continue;
      left--;
      yield {
        ...words,
        files: async () => ({
          image: await this.#read(image),
          truth: truth && (await this.#read(truth)),
          ignore: ignore && (await this.#read(ignore)),
        }),
      };
    }
    if (left === 0) return;
    for await (const entry of read()) if (entry.kind !== 'image' || !this.#names.has(entry.name)) yield entry;
  }

  /** Removes the file. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #write(bytes: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < bytes.byteLength;) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.byteLength - done, at + done);
      done += bytesWritten;
    }
  }

  async #read(place: Place): Promise<Uint8Array<ArrayBuffer>> {
    if ('path' in place) return readFile(place.path);
    const bytes = new Uint8Array(place.length);
    for (let done = 0; done < place.length;) {
      const { bytesRead } = await this.#file.read(bytes, done, place.length - done, place.at + done);
      if (bytesRead === 0) throw new Error('The temporary file of the import became shorter while it was read.');
      done += bytesRead;
    }
    return bytes;
  }
}
