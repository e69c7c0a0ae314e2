import { Problem, type ProblemCode } from '@cellboard/contract';
import { predictionOfOtherSize } from '@cellboard/evaluation';
import { DecodingPool, FileRefusal } from '@cellboard/imaging';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';

/** Longest side of a picture in pixels. */
const MAX_SIDE = 320;

/** Paths of the files that make an image of a dataset. */
export interface ImageFiles {
  readonly image: string;
  readonly truth: string;
  /** A mask whose pixels other than 0 are left out of scores. */
  readonly ignore: string | null;
}

/** What is found in them. */
export interface FoundImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: number;
  readonly cellCount: number;
  /** Pixels that the mask leaves out; 0 without one. */
  readonly ignoredPixels: number;
  /** Equal for the same picture in any lossless format. */
  readonly pixelSha256: string;
  /** 64 bits as 16 hexadecimal digits; few differ between pictures that look alike. */
  readonly perceptualHash: string;
}

/** What is read, and the problem where it cannot be. */
const CODES = {
  file: 'FILE_UNREADABLE',
  image: 'FILE_UNREADABLE',
  'ignore mask': 'FILE_UNREADABLE',
  prediction: 'PREDICTION_UNREADABLE',
  truth: 'FILE_UNREADABLE',
} as const satisfies Record<string, ProblemCode>;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes and draws images in processes of their own, with limits of time and memory: the files come from outside,
 * so none is opened in the process that answers requests.
 */
@Injectable()
export class ImageReader implements OnModuleDestroy {
  private readonly log = new Logger(ImageReader.name);
  private readonly pool: DecodingPool;

  constructor(
    private readonly store: FileStore,
    { threads, decodeTimeoutMs }: ServerSettings,
  ) {
    this.pool = new DecodingPool({ processes: threads, limits: { seconds: decodeTimeoutMs / 1000 } });
  }

  /**
   * Decodes the files of an image to the last pixel, and looks whether they belong together.
   *
   * @throws Problem FILE_UNREADABLE, which does not name the image
   */
  async inspect(files: ImageFiles): Promise<FoundImage> {
    const image = await this.reading('image', () => this.pool.readImage(files.image));
    if (image.pages > 1) throw isStack(image.pages);
    const truth = await this.reading('truth', () => this.pool.readLabels(files.truth));
    unlessOtherSize('truth', truth, image);
    const ignoredPixels = files.ignore === null ? 0 : await this.countIgnored(files.ignore, image);
    const { width, height, channels, pixelSha256, perceptualHash } = image;
    return { width, height, channels, cellCount: truth.cells, ignoredPixels, pixelSha256, perceptualHash };
  }

  /**
   * Checks that a prediction is a label image of its image's size, as the evaluation will read it.
   *
   * @param path of its file
   * @throws Problem PREDICTION_UNREADABLE, which does not name the image
   */
  async checkPrediction(path: string, { width, height }: Size): Promise<void> {
    const size = { width, height };
    const found = await this.reading('prediction', () => this.pool.readLabels(path, { size }));
    if (found.width === width && found.height === height) return;
    throw new Problem('PREDICTION_UNREADABLE', predictionOfOtherSize(found, { size, of: 'image' }));
  }

  /** Draws a stored image small: WebP of at most 320 px a side. */
  async drawImage(sha256: string): Promise<Uint8Array> {
    const path = await this.store.path(sha256);
    return this.reading('file', () => this.pool.thumbnail(path, MAX_SIDE));
  }

  /**
   * Draws the cells of a stored label image small, on a transparent ground: WebP of at most 320 px a side.
   *
   * @param image whose size it has, and the hash of the mask whose pixels are hatched in grey, because no score looks
   *   at them
   */
  async drawCells(sha256: string, { width, height, ignore }: Size & { ignore: string | null }): Promise<Uint8Array> {
    const path = await this.store.path(sha256);
    const mask = ignore === null ? undefined : await this.store.path(ignore);
    return this.reading('file', () => this.pool.overlay(path, MAX_SIDE, { size: { width, height }, ignore: mask }));
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }

  private async countIgnored(path: string, image: Size): Promise<number> {
    const mask = await this.reading('ignore mask', () => this.pool.readMask(path));
    unlessOtherSize('ignore mask', mask, image);
    return mask.marked;
  }

  /** @throws Problem with the reader's words about what is read */
  private async reading<T>(what: keyof typeof CODES, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      // These files were written by us, so that one which cannot be opened is our fault.
      if (!(error instanceof FileRefusal) || error.code === 'UNREADABLE' || error.code === 'NOT_A_FILE') throw error;
      if (error.code === 'WORKER_DIED')
        this.log.warn({ details: error.cause ?? error.message }, `a process died of the ${what}`);
      throw new Problem(CODES[what], `The ${what} cannot be read. ${error.message}`, { cause: error });
    }
  }
}

function isStack(pages: number): Problem {
  return new Problem(
    'FILE_UNREADABLE',
    `The image cannot be read. The file holds ${pages} images. Upload each by itself.`,
  );
}

function unlessOtherSize(what: string, found: Size, { width, height }: Size): void {
  if (found.width === width && found.height === height) return;
  throw new Problem(
    'FILE_UNREADABLE',
    `The ${what} is ${found.width}×${found.height} pixels but the image is ${width}×${height}. Upload the ${what} that belongs to this image.`,
  );
}
