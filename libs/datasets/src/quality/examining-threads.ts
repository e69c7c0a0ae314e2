import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { readHeader } from '@cellboard/formats/node';
import { Piscina } from 'piscina';
import type { Defect } from '../entries/dataset-entry.ts';
import { examineFiles, type ExaminedImage, type ReadFiles } from './examine-image.ts';
import { toMessage } from './examining-message.ts';

/** Images that are examined before threads start, which takes as long as some images. */
const BEFORE_THREADS = 8;

/** More would wait for the thread that reads the files. */
const MOST_THREADS = 3;

/** Images that wait at each thread or are in it; any more are examined by the caller, which would only wait. */
const AT_EACH = 2;

/** Images of more pixels are examined one at a time, so that memory holds the pixels of one. */
const LARGE_PIXELS = 2 ** 21;

/** `.ts` when running from source, `.js` when built. */
const extension = extname(import.meta.url);

/** Hashes and measures images in threads of their own, while the caller reads the next ones, or helps. */
export class ExaminingThreads implements AsyncDisposable {
  #pool: Piscina | undefined;
  readonly #threads: number;
  #left: number;
  #running = 0;
  #large: Promise<unknown> = Promise.resolve();

  /**
   * @param before images that the caller's thread examines before others start
   * @param threads beside the caller's, so that all together are as many as the processors
   */
  constructor(before = BEFORE_THREADS, threads = Math.min(availableParallelism() - 1, MOST_THREADS)) {
    this.#left = before;
    this.#threads = threads;
  }

  /** As `examineFiles`; the first few images are examined in the caller's thread. */
  async examine(read: ReadFiles): Promise<ExaminedImage | Defect> {
    if (this.#left-- > 0 || this.#threads === 0) return examineFiles(read);
    if (!(await isLarge(read))) return this.#running < AT_EACH * this.#threads ? this.#run(read) : examineFiles(read);
    const turn = this.#large.then(() => this.#run(read));
    this.#large = turn.catch(() => undefined); // the caller of that turn hears of it
    return turn;
  }

  /** Ends the threads. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool?.destroy();
  }

  async #run(read: ReadFiles): Promise<ExaminedImage | Defect> {
    this.#pool ??= new Piscina({
      filename: new URL(`./examining-threads.worker${extension}`, import.meta.url).href,
      minThreads: 0,
      maxThreads: this.#threads,
      execArgv: extension === '.ts' ? ['--conditions=@cellboard/source'] : [],
    });
    this.#running++;
    try {
      return (await this.#pool.run(toMessage(read), { name: 'examine' })) as ExaminedImage | Defect;
    } finally {
      this.#running--;
    }
  }
}

/** Formats without such a header, such as arrays, count as large. */
async function isLarge({ files }: ReadFiles): Promise<boolean> {
  const header = await readHeader(files.image).catch(() => undefined);
  return header === undefined || header.width * header.height > LARGE_PIXELS;
}
