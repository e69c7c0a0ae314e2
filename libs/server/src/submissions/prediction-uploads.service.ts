import {
  Problem,
  type ImageName,
  type LabelReading,
  type Principal,
  type Slug,
  type SubmissionId,
  type UploadedPrediction,
} from '@cellboard/contract';
import {
  PredictionEntity,
  SubmissionRepository,
  transactional,
  type FilePlace,
  type NamedImage,
  type SubmissionEntity,
} from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { audit } from '../audit/audit.ts';
import { ImageReader } from '../decoding/image-reader.ts';
import type { ReceivedFile } from '../storage/file-store.ts';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { StoredFiles } from '../storage/stored-files.ts';
import { fillsItself, isAmbiguous, isClosed, noSubmission, notInTask } from './submission-problems.ts';

/** Names an image of a submission's task. */
export interface PredictionPlace {
  readonly submission: SubmissionId;
  readonly image: ImageName;
  /** Needed where several datasets of the task have an image of that name. */
  readonly dataset?: Slug | undefined;
  /** How the file is read, where it leaves something open. */
  readonly reading?: LabelReading | undefined;
}

/** Adds uploaded predictions to an open submission. */
@Injectable()
export class PredictionUploadsService {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly reader: ImageReader,
    private readonly files: StoredFiles,
    private readonly labelFiles: LabelFiles,
  ) {}

  /**
   * The image that a prediction belongs to. Ask this before you receive a large file.
   *
   * @throws Problem SUBMISSION_NOT_FOUND, SUBMISSION_CLOSED, IMAGE_NOT_FOUND or IMAGE_AMBIGUOUS
   */
  async expects(principal: Principal, { submission: id, image, dataset }: PredictionPlace): Promise<NamedImage> {
    const submission = unlessClosed(id, await this.submissions.own(principal, id));
    const [found, ...others] = await this.submissions.imagesNamed(submission, image, dataset);
    if (!found) throw notInTask(submission, image, dataset);
    if (others.length > 0)
      throw isAmbiguous(
        image,
        [found, ...others].map((one) => one.dataset),
      );
    return found;
  }

  /**
   * Stores the prediction of an image and replaces an earlier one. It is decoded first, so that you hear of a broken
   * file at upload and not hours later.
   *
   * @throws Problem SUBMISSION_NOT_FOUND, SUBMISSION_CLOSED, IMAGE_NOT_FOUND, IMAGE_AMBIGUOUS or PREDICTION_UNREADABLE
   */
  async add(principal: Principal, place: PredictionPlace, file: ReceivedFile): Promise<UploadedPrediction> {
    const image = await this.expects(principal, place);
    const { submission: id, reading } = place;
    const entry = { submission: id, image: image.id, file: { shelf: 'prediction' as const, sha256: file.sha256 } };
    const isThere = async () => (await this.em.count(PredictionEntity, entry)) > 0;
    const labels = (await isThere()) ? null : await this.read(file, place.image, image);
    const replaced: FilePlace[] = [];
    const uploaded = await transactional(this.em, async (transaction) => {
      const submission = unlessClosed(id, await this.submissions.lock(id));
      if (reading) submission.reading = reading;
      const unchanged = await isThere();
      if (unchanged)
        await file.keep('prediction'); // repairs a damaged one
      else {
        await this.files.keep(transaction, file, 'prediction');
        if (labels) {
          const { width, height } = image;
          const original = { shelf: 'prediction', sha256: file.sha256, kind: 'cells', width, height } as const;
          replaced.push(...(await this.labelFiles.keep(transaction, original, labels)).replaced);
        }
        const put = { submissionId: id, imageId: image.id, sha256: file.sha256 };
        const before = await this.submissions.putPrediction(transaction, put);
        if (before) replaced.push(...(await this.files.release(transaction, [before])));
        const details = { dataset: image.dataset, image: place.image, sha256: file.sha256 };
        audit(transaction, principal, { action: 'prediction.put', object: 'prediction', subject: id, details });
      }
      return { dataset: image.dataset, image: place.image, sha256: file.sha256, unchanged };
    });
    await this.files.free(replaced);
    return uploaded;
  }

  /**
   * The label image that a file holds, where it leaves open which and the place says how it is read: what is kept, scored
   * and shown.
   *
   * @throws Problem as {@link add}
   */
  async labelImage(principal: Principal, place: PredictionPlace, { path }: ReceivedFile): Promise<Uint8Array> {
    const image = await this.expects(principal, place);
    return this.naming(place.image, () => this.reader.labelImage(path, image, place.reading ?? {}));
  }

  /**
   * @returns its label file
   * @throws Problem PREDICTION_UNREADABLE
   */
  private read(file: ReceivedFile, name: ImageName, image: NamedImage): Promise<Uint8Array> {
    return this.naming(name, () => this.reader.readPrediction(file, image));
  }

  /** Puts the image's name before what is wrong with its file. */
  private async naming<T>(name: ImageName, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(error.code, `${name}: ${error.message}`, { cause: error });
    }
  }
}

/** A submission that accepts predictions from outside. */
function unlessClosed(id: SubmissionId, submission: SubmissionEntity | null): SubmissionEntity {
  if (!submission) throw noSubmission(id);
  if (submission.state !== 'open') throw isClosed(submission);
  if (submission.baseline != null) throw fillsItself(submission);
  return submission;
}
