import {
  labelFormats,
  Problem,
  type CandidateId,
  type ImageId,
  type LabelFormat,
  type Principal,
  type Slug,
} from '@cellboard/contract';
import { ImagePageRepository, ImageRepository, type ImageEntity, type LabelOriginal } from '@cellboard/db';
import { imageKind, type ImageKind } from '@cellboard/formats';
import { LABEL_FILE_VERSION } from '@cellboard/labels';
import { Injectable } from '@nestjs/common';
import { ImageReader } from '../decoding/image-reader.ts';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { assertSound, DamagedFileError, isDamaged } from '../storage/assert-sound.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { ignoreMaskOf, predictionAt, refOf, truthOf } from './originals.ts';

/** Change these when the same files give other bytes, so that caches hold no old ones. */
const SAMPLES = 'samples-v1';
const EXPORT = 'v1';

/** A file of an image that can be requested. */
export interface ImageFile {
  /** Identifies the content: it changes whenever the bytes do. */
  readonly key: string;
  /** How the bytes are packed: the content of the file is what comes out. */
  readonly packing: 'gzip' | 'zstd';
  /** One of its own, so that nothing on the way packs the bytes again. */
  readonly mediaType: string;
  readonly bytes: () => Promise<Uint8Array>;
}

/** A file to save. */
export interface Download {
  readonly key: string;
  /** Readable: dataset, image and what it is. */
  readonly fileName: string;
  readonly mediaType: string;
  /** All at once, or piece by piece with the length of the whole. */
  readonly contents: () => Promise<
    Uint8Array | { readonly length: number; readonly pieces: AsyncIterable<Uint8Array> }
  >;
}

/** Whose prediction. */
export interface PredictionOf {
  readonly task: Slug;
  readonly candidate: CandidateId;
}

/** The files behind the page of an image: its samples, its label files, and downloads for other programs. */
@Injectable()
export class ImageFilesService {
  constructor(
    private readonly images: ImageRepository,
    private readonly page: ImagePageRepository,
    private readonly store: FileStore,
    private readonly reader: ImageReader,
    private readonly labelFiles: LabelFiles,
  ) {}

  /** @throws Problem IMAGE_NOT_FOUND */
  async samples(principal: Principal, id: ImageId): Promise<ImageFile> {
    const file = refOf((await this.visible(principal, id)).imageFile);
    const make = () => this.soundly(file, () => this.reader.samples(file));
    return {
      key: `${SAMPLES}/${file.sha256}`,
      packing: 'zstd',
      mediaType: 'application/x-npy',
      bytes: () => this.store.derived(file, SAMPLES, make),
    };
  }

  /** @throws Problem IMAGE_NOT_FOUND, or FILE_NOT_FOUND for an image without truth */
  async truthLabels(principal: Principal, id: ImageId): Promise<ImageFile> {
    return this.labels(truthOf(await this.visible(principal, id)));
  }

  /** @throws Problem IMAGE_NOT_FOUND, or FILE_NOT_FOUND where scores look at every pixel */
  async ignoreLabels(principal: Principal, id: ImageId): Promise<ImageFile> {
    const image = await this.visible(principal, id);
    const mask = ignoreMaskOf(image);
    if (!mask) throw new Problem('FILE_NOT_FOUND', `Scores look at every pixel of the image ${image.name}.`);
    return this.labels(mask);
  }

  /** @throws Problem IMAGE_NOT_FOUND or FILE_NOT_FOUND */
  async predictionLabels(principal: Principal, id: ImageId, of: PredictionOf): Promise<ImageFile> {
    return this.labels(await predictionAt(this.images, principal, { image: await this.visible(principal, id), ...of }));
  }

  /**
   * The image as it was uploaded.
   *
   * @throws Problem IMAGE_NOT_FOUND or DOWNLOAD_NOT_ALLOWED
   */
  async original(principal: Principal, id: ImageId): Promise<Download> {
    const image = await this.visible(principal, id);
    const file = refOf(image.imageFile);
    const dataset = await this.shareable(image);
    const { ending, mediaType } = await this.kindOf(file);
    return {
      key: `original/${file.sha256}`,
      fileName: `${dataset}_${image.name}${ending}`,
      mediaType,
      contents: () => this.soundly(file, () => this.piecesOf(file)),
    };
  }

  /** @throws Problem IMAGE_NOT_FOUND, FILE_NOT_FOUND or DOWNLOAD_NOT_ALLOWED */
  async truthAs(principal: Principal, id: ImageId, format: LabelFormat): Promise<Download> {
    const image = await this.visible(principal, id);
    return this.exported(image, { original: truthOf(image), what: 'truth', format });
  }

  /** @throws Problem IMAGE_NOT_FOUND, FILE_NOT_FOUND or DOWNLOAD_NOT_ALLOWED */
  async predictionAs(
    principal: Principal,
    id: ImageId,
    { format, ...of }: PredictionOf & { format: LabelFormat },
  ): Promise<Download> {
    const image = await this.visible(principal, id);
    const original = await predictionAt(this.images, principal, { image, ...of });
    const { model, candidate } = await this.page.candidate(of.candidate);
    return this.exported(image, { original, what: `${model}_${candidate}`, format });
  }

  private async visible(principal: Principal, id: ImageId): Promise<ImageEntity> {
    const image = await this.images.visible(principal, id);
    if (!image) throw new Problem('IMAGE_NOT_FOUND', `There is no image ${id}.`);
    return image;
  }

  /** A label file follows from its original and the size of the image, so these name it. */
  private labels(original: LabelOriginal): ImageFile {
    const { sha256, kind, width, height } = original;
    return {
      key: `labels-v${LABEL_FILE_VERSION}/${kind}-${width}x${height}/${sha256}`,
      packing: 'gzip',
      mediaType: 'application/x-cellboard-labels',
      bytes: async () => this.read(await this.labelFiles.sound(original)),
    };
  }

  private async exported(
    image: ImageEntity,
    { original, what, format }: { original: LabelOriginal; what: string; format: LabelFormat },
  ): Promise<Download> {
    const dataset = await this.shareable(image);
    const { ending, mediaType } = labelFormats[format];
    const { sha256, width, height } = original;
    const recipe = `export-${EXPORT}/${format}-${width}x${height}`;
    // COCO names the image, and two images may have the same labels.
    const named = format === 'coco' ? `${recipe}/${image.id}` : recipe;
    const make = async () => {
      const labels = await this.labelFiles.sound(original);
      return this.reader.exportLabels(labels, { as: format, fileName: image.name });
    };
    return {
      key: `${named}/${sha256}`,
      fileName: `${dataset}_${image.name}_${what}${ending}`,
      mediaType,
      contents: () => this.store.derived(original, named, make),
    };
  }

  /**
   * Refuses to give away what the licence keeps at its provider.
   *
   * @returns the dataset
   */
  private async shareable({ id }: ImageEntity): Promise<Slug> {
    const { dataset, licence, redistributable, sourceUrl } = await this.page.terms(id);
    if (redistributable) return dataset;
    const where =
      sourceUrl === null ? 'Ask those who made the dataset.' : `Get them from those who made the dataset: ${sourceUrl}`;
    throw new Problem(
      'DOWNLOAD_NOT_ALLOWED',
      `The licence of the dataset "${dataset}" (${licence}) does not let this site share its files. ${where}`,
    );
  }

  private async soundly<T>(file: FileRef, work: () => Promise<T>): Promise<T> {
    try {
      await assertSound(this.store, [file]);
    } catch (error) {
      throw error instanceof DamagedFileError ? isDamaged(error) : error;
    }
    return work();
  }

  private async read(file: FileRef): Promise<Uint8Array> {
    const opened = await this.store.open(file);
    try {
      return await opened.slice(0, opened.byteLength);
    } finally {
      await opened.close();
    }
  }

  private async piecesOf(file: FileRef): Promise<{ length: number; pieces: AsyncIterable<Uint8Array> }> {
    const opened = await this.store.open(file);
    return { length: opened.byteLength, pieces: pieces(opened) };
  }

  /** By the first bytes of the file: its name was not kept. */
  private async kindOf(file: FileRef): Promise<FileKind> {
    const opened = await this.store.open(file);
    try {
      const kind = imageKind(await opened.slice(0, 64));
      return kind === undefined ? zarr : kinds[kind];
    } finally {
      await opened.close();
    }
  }
}

interface FileKind {
  readonly ending: string;
  readonly mediaType: string;
}

/** Every other image is an archive of Zarr or N5. */
const zarr: FileKind = { ending: '.zarr.zip', mediaType: 'application/zip' };
const kinds: Readonly<Record<ImageKind, FileKind>> = {
  png: { ending: '.png', mediaType: 'image/png' },
  jpeg: { ending: '.jpg', mediaType: 'image/jpeg' },
  tiff: { ending: '.tif', mediaType: 'image/tiff' },
  bmp: { ending: '.bmp', mediaType: 'image/bmp' },
  gif: { ending: '.gif', mediaType: 'image/gif' },
  webp: { ending: '.webp', mediaType: 'image/webp' },
};

const PIECE = 2 ** 20;

async function* pieces(file: Awaited<ReturnType<FileStore['open']>>): AsyncGenerator<Uint8Array> {
  try {
    for (let at = 0; at < file.byteLength; at += PIECE) yield await file.slice(at, at + PIECE);
  } finally {
    await file.close();
  }
}
