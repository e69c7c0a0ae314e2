import {
  Problem,
  type CheckedPicture,
  type ImageName,
  type ImageTags,
  type Principal,
  type Slug,
  type UploadedImage,
} from '@cellboard/contract';
import { inVocabulary, unknownWords } from '@cellboard/contract/vocabulary';
import {
  DatasetRepository,
  ImageEntity,
  transactional,
  type DatasetVersionEntity,
  type Transaction,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { requireCurator } from '../access/dataset-access.ts';
import { audit } from '../audit/audit.ts';
import { sameWords } from '../audit/same-words.ts';
import { ImageReader, type InspectedImage } from '../decoding/image-reader.ts';
import type { ReceivedFile } from '../storage/file-store.ts';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { StoredFiles } from '../storage/stored-files.ts';
import { noDataset, unlessPublished } from './dataset-problems.ts';
import { tagColumns } from './tag-columns.ts';

/** An image with its files, which are received but not in the store yet. */
export interface ImageUpload {
  readonly dataset: Slug;
  readonly name: ImageName;
  readonly tags: ImageTags;
  readonly image: ReceivedFile;
  /** Null for an image that is shown and never scored. */
  readonly truth: ReceivedFile | null;
  /** Mask of the pixels that no score looks at; null where every pixel counts. */
  readonly ignore: ReceivedFile | null;
  /** What the client found when it decoded the image. Its picture is then decoded here after it is published. */
  readonly checked?: CheckedPicture | undefined;
  /** The open version of the dataset, where it was looked up before. */
  readonly version?: DatasetVersionEntity | undefined;
}

type Found = Omit<InspectedImage, 'ignoredPixels'>;

/** Adds images to the open version of a dataset. */
@Injectable()
export class ImageUploadsService {
  constructor(
    private readonly em: EntityManager,
    private readonly datasets: DatasetRepository,
    private readonly reader: ImageReader,
    private readonly files: StoredFiles,
    private readonly labelFiles: LabelFiles,
  ) {}

  /**
   * The open version of a dataset. Ask this before you receive a large file.
   *
   * @throws Problem DATASET_NOT_FOUND, DATASET_PUBLISHED or NOT_ALLOWED
   */
  async openVersion(principal: Principal, dataset: Slug): Promise<DatasetVersionEntity> {
    requireCurator(principal, 'PUT /api/v1/datasets/:dataset/images/:image', dataset);
    const version = await this.datasets.newestVersion(dataset);
    if (!version) throw noDataset(dataset);
    return unlessPublished(version);
  }

  /**
   * Adds an image to a dataset and keeps its files. The same files with the same tags again change nothing. Tags are
   * kept in the words of the vocabulary; texts that it does not know stand in the notes of the answer and in the audit log.
   *
   * @throws Problem DATASET_NOT_FOUND, DATASET_PUBLISHED, IMAGE_EXISTS, FILE_UNREADABLE or REQUEST_INVALID
   */
  async add(principal: Principal, stated: ImageUpload): Promise<UploadedImage> {
    refuseScoringWithoutTruth(stated);
    refuseOtherFile(stated);
    const { tags, unknown } = inVocabulary(stated.tags);
    const upload = { ...stated, tags };
    const notes = unknown.map(unknownWords);
    const { id } = await this.versionOf(principal, upload);
    const before = await this.datasets.imageByName(id, upload.name);
    if (before) return { ...(await this.sentAgain(before, upload)), notes };

    const { labelFiles, ...found } = await this.inspect(upload);
    return transactional(this.em, async (transaction) => {
      const version = unlessPublished(await this.datasets.lockVersion(id));
      const meanwhile = await this.datasets.imageByName(id, upload.name);
      if (meanwhile) return { ...(await this.sentAgain(meanwhile, upload)), notes };
      const { name } = upload;
      const kept = await this.keep(transaction, upload);
      await this.keepLabels(transaction, upload, { ...found, labelFiles });
      const words = { name, instanceSeg: tags.instanceSeg, ...tagColumns(tags) };
      const image = transaction.create(ImageEntity, { datasetVersion: version, ...words, ...kept, ...found });
      transaction.persist(image);
      const details = { dataset: upload.dataset, name, ...(unknown.length > 0 && { notInVocabulary: unknown }) };
      audit(transaction, principal, { action: 'image.add', object: 'image', subject: image.id, details });
      return { ...toAnswer(image, false), notes };
    });
  }

  /** Asked for before the files came, because they may take a while; whether it is still open shows when it is locked. */
  private async versionOf(principal: Principal, { version, dataset }: ImageUpload): Promise<DatasetVersionEntity> {
    if (version?.dataset.slug !== dataset) return this.openVersion(principal, dataset);
    requireCurator(principal, 'PUT /api/v1/datasets/:dataset/images/:image', dataset);
    return version;
  }

  /**
   * The same image once more. Its files are kept again, which repairs those that are missing or damaged.
   *
   * @throws Problem IMAGE_EXISTS
   */
  private async sentAgain(before: ImageEntity, upload: ImageUpload): Promise<Omit<UploadedImage, 'notes'>> {
    unlessOther(before, upload);
    await upload.image.keep('image');
    await upload.truth?.keep('truth');
    await upload.ignore?.keep('truth');
    return toAnswer(before, true);
  }

  private async keep(transaction: Transaction, { image, truth, ignore }: ImageUpload) {
    const masks = [truth, ignore].filter((file) => file !== null);
    const rowOf = await this.files.keepAll(transaction, [
      { file: image, shelf: 'image' },
      ...masks.map((file) => ({ file, shelf: 'truth' as const })),
    ]);
    return {
      imageFile: rowOf(image, 'image'),
      truthFile: truth && rowOf(truth, 'truth'),
      ignoreFile: ignore && rowOf(ignore, 'truth'),
    };
  }

  private async keepLabels(transaction: Transaction, { truth, ignore }: ImageUpload, found: Found): Promise<void> {
    const { width, height, labelFiles } = found;
    const place = { shelf: 'truth', width, height } as const;
    if (truth && labelFiles.truth)
      await this.labelFiles.keep(transaction, { ...place, sha256: truth.sha256, kind: 'cells' }, labelFiles.truth);
    if (ignore && labelFiles.ignore)
      await this.labelFiles.keep(transaction, { ...place, sha256: ignore.sha256, kind: 'mask' }, labelFiles.ignore);
  }

  /** @returns what is kept of what is found in the files */
  private async inspect({ name, image, truth, ignore, checked }: ImageUpload): Promise<Found> {
    try {
      const files = { image: image.path, truth, ignore, checked };
      const { ignoredPixels: _ignored, ...found } = await this.reader.inspect(files);
      return found;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(error.code, `${name}: ${error.message}`, { cause: error });
    }
  }
}

function hashes({ image, truth, ignore }: ImageUpload) {
  return { image: image.sha256, truth: truth?.sha256 ?? null, ignore: ignore?.sha256 ?? null };
}

function unlessOther(image: ImageEntity, upload: ImageUpload): void {
  const { imageFile, truthFile, ignoreFile } = image;
  const kept = { image: imageFile.sha256, truth: truthFile?.sha256, ignore: ignoreFile?.sha256 };
  const sameFiles = sameWords(kept, hashes(upload));
  const { instanceSeg } = upload.tags;
  if (sameFiles && sameWords(image, { instanceSeg, ...tagColumns(upload.tags) })) return;
  throw new Problem(
    'IMAGE_EXISTS',
    `The dataset "${upload.dataset}" already holds an image ${upload.name}, with ${sameFiles ? 'other tags' : 'other files'}. Give this one another name.`,
  );
}

function refuseScoringWithoutTruth({ name, truth, ignore, tags }: ImageUpload): void {
  if (truth !== null) return;
  if (tags.instanceSeg) {
    throw new Problem(
      'REQUEST_INVALID',
      `${name}: There is no truth, so the image cannot be scored. Send the file "truth", or set instanceSeg to false in the tags.`,
    );
  }
  if (ignore !== null) {
    throw new Problem('REQUEST_INVALID', `${name}: An ignore mask means nothing without a truth. Leave it out.`);
  }
}

/** What a client says of another file says nothing of this one, as when it was damaged on its way. */
function refuseOtherFile({ name, image, checked }: ImageUpload): void {
  if (!checked || checked.sha256 === image.sha256) return;
  throw new Problem(
    'REQUEST_INVALID',
    `${name}: The image arrived with the SHA-256 ${image.sha256}, but the field "checked" is about a file with ${checked.sha256}. Send the image again.`,
  );
}

function toAnswer(image: ImageEntity, unchanged: boolean): Omit<UploadedImage, 'notes'> {
  const { id, name, width, height, cellCount = null, imageFile, truthFile, ignoreFile } = image;
  return {
    ...{ id, name, width, height, cellCount, unchanged },
    imageSha256: imageFile.sha256,
    truthSha256: truthFile?.sha256 ?? null,
    ignoreSha256: ignoreFile?.sha256 ?? null,
  };
}
