import { Problem, type ImageName, type ImageTags, type Slug, type UploadedImage } from '@cellboard/contract';
import { DatasetRepository, Image, type DatasetVersion } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ImageReader } from '../images/image-reader.ts';
import type { ReceivedFile } from '../storage/file-store.ts';
import { audit, type Actor } from '../system/audit.ts';
import { sameWords } from '../system/same-words.ts';
import { noDataset } from './datasets.service.ts';

/** An image with its truth, received but not in the store yet. */
export interface ImageUpload {
  readonly dataset: Slug;
  readonly name: ImageName;
  readonly tags: ImageTags;
  readonly image: ReceivedFile;
  readonly truth: ReceivedFile;
  /** Mask of the pixels that no score looks at; null where every pixel counts. */
  readonly ignore: ReceivedFile | null;
}

/** Takes images into the open version of a dataset. */
@Injectable()
export class ImageUploadsService {
  constructor(
    private readonly em: EntityManager,
    private readonly datasets: DatasetRepository,
    private readonly reader: ImageReader,
  ) {}

  /**
   * The version that takes images. Worth asking before a large file is sent.
   *
   * @throws Problem DATASET_NOT_FOUND or DATASET_PUBLISHED
   */
  async openVersion(dataset: Slug): Promise<DatasetVersion> {
    const version = await this.datasets.newestVersion(dataset);
    if (!version) throw noDataset(dataset);
    return unlessPublished(version);
  }

  /**
   * Adds an image to a dataset and keeps its files. The same files with the same tags again change nothing.
   *
   * @throws Problem DATASET_NOT_FOUND, DATASET_PUBLISHED, IMAGE_EXISTS or FILE_UNREADABLE
   */
  async add(upload: ImageUpload, actor: Actor = 'operator'): Promise<UploadedImage> {
    const { id } = await this.openVersion(upload.dataset);
    const before = await this.datasets.imageByName(id, upload.name);
    if (before) return sentAgain(before, upload);

    const found = await this.inspect(upload);
    return this.em.transactional(async (em) => {
      const version = unlessPublished(await this.datasets.lockVersion(id));
      const meanwhile = await this.datasets.imageByName(id, upload.name);
      if (meanwhile) return sentAgain(meanwhile, upload);
      await keepFiles(upload);
      const image = em.create(Image, { datasetVersion: version, name: upload.name, ...columns(upload), ...found });
      em.persist(image);
      audit(em, {
        actor,
        action: 'image.add',
        subject: image.id,
        details: { dataset: upload.dataset, name: upload.name },
      });
      return toAnswer(image, false);
    });
  }

  /** @returns what the row keeps of what is found in the files */
  private async inspect({ name, image, truth, ignore }: ImageUpload) {
    try {
      const files = { image: image.path, truth: truth.path, ignore: ignore?.path ?? null };
      const { width, height, channels, cellCount, pixelSha256, perceptualHash } = await this.reader.inspect(files);
      return { width, height, channels, cellCount, pixelSha256, perceptualHash };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(error.code, `${name}: ${error.message}`, { cause: error });
    }
  }
}

/** @throws Problem IMAGE_EXISTS */
async function sentAgain(image: Image, upload: ImageUpload): Promise<UploadedImage> {
  unlessOther(image, upload);
  await keepFiles(upload);
  return toAnswer(image, true);
}

async function keepFiles({ image, truth, ignore }: ImageUpload): Promise<void> {
  for (const file of [image, truth, ignore]) await file?.keep();
}

function columns(upload: ImageUpload) {
  const { modality, ...tags } = upload.tags;
  return { ...tags, imagingModality: modality, ...hashes(upload) };
}

function hashes({ image, truth, ignore }: ImageUpload) {
  return { imageSha256: image.sha256, truthSha256: truth.sha256, ignoreSha256: ignore?.sha256 ?? null };
}

function unlessPublished(version: DatasetVersion): DatasetVersion {
  if (!version.isPublished) return version;
  throw new Problem(
    'DATASET_PUBLISHED',
    `Version ${version.number} of the dataset ${version.dataset.slug} is published and never changes. Make another dataset for further images.`,
  );
}

function unlessOther(image: Image, upload: ImageUpload): void {
  if (sameWords(image, columns(upload))) return;
  const sameFiles = sameWords(image, hashes(upload));
  throw new Problem(
    'IMAGE_EXISTS',
    `The dataset ${upload.dataset} already holds an image ${upload.name}, with ${sameFiles ? 'other tags' : 'other files'}. Give this one another name.`,
  );
}

function toAnswer(image: Image, unchanged: boolean): UploadedImage {
  const { id, name, width, height, cellCount, imageSha256, truthSha256, ignoreSha256 = null } = image;
  return { id, name, width, height, cellCount, imageSha256, truthSha256, ignoreSha256, unchanged };
}
