import { Problem, type CheckedPicture, type LabelReading, type Sha256 } from '@cellboard/contract';
import type { LabelOriginal } from '@cellboard/db';
import { predictionOfOtherSize } from '@cellboard/evaluation';
import type { LabelWriting } from '@cellboard/formats';
import {
  DecodingPool,
  FIGURES_VERSION,
  FileRefusal,
  type Converted,
  type ImageHead,
  type Intensities,
  type LabelFacts,
  type MaskFacts,
  type PictureFigures,
  type SampleFacts,
} from '@cellboard/imaging';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Compute } from '../compute/compute.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { CODES, isStack, noDecoder, unlessOtherSize, unlessTooMany, type Size } from './reading-problems.ts';

/** A file to read, and the hash of its bytes. */
export interface ReadableFile {
  readonly path: string;
  readonly sha256: Sha256;
}

/** The files that make an image of a dataset. */
export interface ImageFiles {
  /** Path. */
  readonly image: string;
  /** Null for an image that is shown and never scored. */
  readonly truth: ReadableFile | null;
  /** A mask whose pixels other than 0 are left out of scores. */
  readonly ignore: ReadableFile | null;
  /** What a client found when it decoded the image, which is then not decoded here. */
  readonly checked?: CheckedPicture | undefined;
}

/** What is measured of an image and its cells, as the database keeps it. */
export interface MeasuredImage {
  readonly medianDiameterPx: number | null;
  /** Null without a truth. */
  readonly covered: number | null;
  readonly contrast: number | null;
  readonly sharpness: number | null;
  readonly intensities: readonly Intensities[] | null;
  /** Version of the rules of measuring; null where the picture was not decoded. */
  readonly measuredWith: number | null;
}

/** By what a picture is found again. */
export interface PictureFingerprint {
  /** Equal for the same picture in any lossless format. */
  readonly pixelSha256: string;
  /** 64 bits as 16 hexadecimal digits; few differ between pictures that look alike. */
  readonly perceptualHash: string;
}

/** What is found in them. */
export interface FoundImage extends MeasuredImage, PictureFingerprint {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: number;
  /** Null without a truth. */
  readonly cellCount: number | null;
  /** Pixels that the mask leaves out; 0 without one. */
  readonly ignoredPixels: number;
}

/** What is found in the files of an image, and their label files, see docs/label-files.md. */
export interface InspectedImage extends FoundImage {
  readonly labelFiles: { readonly truth: Uint8Array | null; readonly ignore: Uint8Array | null };
}

/**
 * Decodes and draws images in separate processes with limits of time and memory. The files come from users, so the
 * process that answers requests never opens one.
 */
@Injectable()
export class ImageReader implements OnModuleDestroy {
  private readonly log = new Logger(ImageReader.name);
  private readonly pool: DecodingPool;

  constructor(
    private readonly store: FileStore,
    private readonly compute: Compute,
    { threads, decodeTimeoutMs }: ServerSettings,
  ) {
    this.pool = new DecodingPool({ processes: threads, limits: { seconds: decodeTimeoutMs / 1000 } });
  }

  /**
   * Decodes the files of an image completely, and checks that they belong together. Of a picture that a client has
   * decoded only the header is read.
   *
   * @throws Problem FILE_UNREADABLE, which does not name the image
   */
  async inspect(files: ImageFiles): Promise<InspectedImage> {
    const image = await this.readPicture(files);
    if (image.pages > 1) throw isStack(image.pages);
    const truth = files.truth === null ? null : await this.readTruth(files.truth, image);
    const ignored = files.ignore === null ? null : await this.readIgnored(files.ignore, image);
    const { width, height, channels, pixelSha256, perceptualHash } = image;
    const cellCount = truth?.cells ?? null;
    return {
      ...{ width, height, channels, cellCount, ignoredPixels: ignored?.marked ?? 0, pixelSha256, perceptualHash },
      ...measuredOf(image, truth),
      labelFiles: { truth: truth?.labelFile ?? null, ignore: ignored?.labelFile ?? null },
    };
  }

  /**
   * Checks that a prediction is a label image of its image's size.
   *
   * @returns its label file, which the evaluation reads
   * @throws Problem PREDICTION_UNREADABLE, which does not name the image
   */
  async readPrediction(file: ReadableFile, size: Size): Promise<Uint8Array> {
    const { cells, labelFile } = await this.convertPrediction(file, size);
    unlessTooMany('prediction', cells);
    return labelFile;
  }

  /**
   * Makes the label file of a stored file, as if it were uploaded.
   *
   * @throws Problem PREDICTION_UNREADABLE or FILE_UNREADABLE, whose cause is a FileRefusal unless it has another size
   */
  async convert(original: LabelOriginal): Promise<Uint8Array> {
    const { shelf, sha256, kind, width, height } = original;
    const size = { width, height };
    return this.store.withLocal({ shelf, sha256 }, async (path) => {
      const file = { path, sha256 };
      if (kind === 'mask') return (await this.readIgnored(file, size)).labelFile;
      if (shelf === 'truth') return (await this.convertTruth(file, size)).labelFile;
      return (await this.convertPrediction(file, size)).labelFile;
    });
  }

  /**
   * The label image that a prediction's file holds, as a plain one, where the file leaves open which.
   *
   * @param reading says which
   * @throws Problem PREDICTION_UNREADABLE, which does not name the image
   */
  async labelImage(path: string, { width, height }: Size, reading: LabelReading): Promise<Uint8Array> {
    const { array, ...choice } = reading;
    const chosen = { ...choice, ...(array !== undefined && { part: array }), size: { width, height } };
    return this.reading('prediction', () => this.pool.labelImage(path, chosen));
  }

  /** Computes the fingerprints that identify a stored image. */
  async fingerprint(image: FileRef): Promise<PictureFingerprint> {
    const facts = await this.store.withLocal(image, (path) => this.reading('file', () => this.pool.readImage(path)));
    return { pixelSha256: facts.pixelSha256, perceptualHash: facts.perceptualHash };
  }

  /**
   * Measures a stored image and the cells of its truth, and takes its fingerprints.
   *
   * @throws Problem FILE_UNREADABLE
   */
  async measure(image: FileRef, truth: FileRef | null): Promise<MeasuredImage & PictureFingerprint> {
    const facts = await this.store.withLocal(image, (path) => this.reading('file', () => this.pool.readImage(path)));
    const read = (path: string) => this.reading('truth', () => this.pool.readLabels(path));
    const { pixelSha256, perceptualHash } = facts;
    const measured = measuredOf(facts, truth && (await this.store.withLocal(truth, read)));
    return { ...measured, pixelSha256, perceptualHash };
  }

  /**
   * The samples of a stored image as NPY 1.0, shape (height, width, channels), packed with zstd.
   *
   * @throws Problem FILE_UNREADABLE
   */
  async samples(image: FileRef): Promise<Uint8Array> {
    return this.store.withLocal(image, (path) => this.reading('image', () => this.pool.samples(path)));
  }

  /**
   * What the samples of a stored image are.
   *
   * @throws Problem FILE_UNREADABLE
   */
  async describe(image: FileRef): Promise<SampleFacts> {
    return this.store.withLocal(image, (path) => this.reading('image', () => this.pool.describe(path)));
  }

  /**
   * Writes a label file in a format for other programs, with its original ids.
   *
   * @throws Problem REQUEST_INVALID where the format cannot hold the ids
   */
  async exportLabels(labels: FileRef, writing: LabelWriting): Promise<Uint8Array> {
    return this.store.withLocal(labels, async (path) => {
      try {
        return await this.compute.run(() => this.pool.exportLabels(path, writing));
      } catch (error) {
        if (error instanceof FileRefusal && error.code === 'UNSUPPORTED')
          throw new Problem('REQUEST_INVALID', error.message, { cause: error });
        throw error;
      }
    });
  }

  /**
   * Draws a stored image small, as WebP, once for each size.
   *
   * @param sides longest sides in pixels
   */
  async drawImage(image: FileRef, sides: readonly number[]): Promise<Uint8Array[]> {
    return this.store.withLocal(image, (path) => this.reading('file', () => this.pool.thumbnails(path, sides)));
  }

  /**
   * Draws the cells of a label file small, on a transparent ground, as WebP, once for each size.
   *
   * @param sides longest sides in pixels
   * @param ignore label file of the mask whose pixels are hatched in grey, because no score looks at them
   */
  async drawCells(labels: FileRef, sides: readonly number[], ignore: FileRef | null): Promise<Uint8Array[]> {
    return this.store.withLocal(labels, (path) => {
      const draw = (mask?: string) => this.reading('file', () => this.pool.overlays(path, sides, mask));
      return ignore === null ? draw() : this.store.withLocal(ignore, draw);
    });
  }

  /** Work of another kind in the same processes. Its refusals are FileRefusals. */
  inProcess<T>(work: (pool: DecodingPool) => Promise<T>): Promise<T> {
    return this.compute.run(() => work(this.pool));
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }

  private async readPicture({ image, checked }: ImageFiles): Promise<ReadPicture> {
    if (!checked) return this.reading('image', () => this.pool.readImage(image));
    const { pixelSha256, perceptualHash } = checked;
    return { ...(await this.reading('image', () => this.pool.readSize(image))), pixelSha256, perceptualHash };
  }

  private async readTruth(file: ReadableFile, image: Size): Promise<LabelFacts & Converted> {
    const truth = await this.convertTruth(file, image);
    unlessTooMany('truth', truth.cells);
    return truth;
  }

  private async convertTruth({ path, sha256 }: ReadableFile, image: Size): Promise<LabelFacts & Converted> {
    const truth = await this.reading('truth', () => this.pool.convertLabels(path, { sha256 }));
    unlessOtherSize('truth', truth, image);
    return truth;
  }

  private async convertPrediction(
    { path, sha256 }: ReadableFile,
    { width, height }: Size,
  ): Promise<LabelFacts & Converted> {
    const size = { width, height };
    const choice = { size };
    const found = await this.reading('prediction', () => this.pool.convertLabels(path, { sha256, choice }));
    if (found.width === width && found.height === height) return found;
    throw new Problem('PREDICTION_UNREADABLE', predictionOfOtherSize(found, { size, of: 'image' }));
  }

  private async readIgnored({ path, sha256 }: ReadableFile, image: Size): Promise<MaskFacts & Converted> {
    const mask = await this.reading('ignore mask', () => this.pool.convertMask(path, { sha256 }));
    unlessOtherSize('ignore mask', mask, image);
    return mask;
  }

  /** @throws Problem with what the reader says about the file */
  private async reading<T>(what: keyof typeof CODES, read: () => Promise<T>): Promise<T> {
    try {
      return await this.compute.run(read);
    } catch (error) {
      // The server wrote these files, so a file that cannot be opened is the server's fault.
      if (!(error instanceof FileRefusal) || error.code === 'UNREADABLE' || error.code === 'NOT_A_FILE') throw error;
      if (error.code === 'WORKER_DIED' || error.code === 'WORKER_KILLED')
        this.log.warn({ details: error.cause ?? error.message }, `a process ended while it read the ${what}`);
      if (error.code === 'WORKER_KILLED') throw noDecoder(what, error);
      throw new Problem(CODES[what], `The ${what} cannot be read. ${error.message}`, { cause: error });
    }
  }
}

/** Of a picture; its figures only if it was decoded. */
type ReadPicture = ImageHead & PictureFingerprint & Partial<PictureFigures>;

function measuredOf(picture: Partial<PictureFigures>, truth: LabelFacts | null): MeasuredImage {
  const { contrast = null, sharpness = null, intensities = null } = picture;
  const { medianDiameterPx = null, covered = null } = truth ?? {};
  const measuredWith = intensities && FIGURES_VERSION;
  return { medianDiameterPx, covered, contrast, sharpness, intensities, measuredWith };
}
