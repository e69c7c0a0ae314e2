import { Problem, type ImageId, type ImageName, type SubmissionId, type UploadedPrediction } from '@cellboard/contract';
import { Prediction, SubmissionRepository, transactional, type Image, type Submission } from '@cellboard/db';
import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ImageReader } from '../images/image-reader.ts';
import type { ReceivedFile } from '../storage/file-store.ts';
import { audit } from '../system/audit.ts';
import { fillsItself, noSubmission } from './submissions.service.ts';

/** Takes the predictions of people into an open submission. */
@Injectable()
export class PredictionUploadsService {
  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly reader: ImageReader,
  ) {}

  /**
   * The image whose prediction would be taken. Worth asking before a large file is sent.
   *
   * @throws Problem SUBMISSION_NOT_FOUND, SUBMISSION_CLOSED or IMAGE_NOT_FOUND
   */
  async expects(id: SubmissionId, name: ImageName): Promise<Image> {
    const submission = unlessClosed(id, await this.submissions.byId(id));
    const image = await this.submissions.imageNamed(submission, name);
    if (!image) throw notInTask(submission, name);
    return image;
  }

  /**
   * Takes the prediction of an image, instead of an earlier one, and keeps its file. It is checked before: what is
   * refused here can be mended at once, what an evaluation refuses only hours later.
   *
   * @throws Problem SUBMISSION_NOT_FOUND, SUBMISSION_CLOSED, IMAGE_NOT_FOUND or PREDICTION_UNREADABLE
   */
  async add(id: SubmissionId, name: ImageName, file: ReceivedFile): Promise<UploadedPrediction> {
    const image = await this.expects(id, name);
    const entry = { submission: id, image: image.id, sha256: file.sha256 };
    if (!(await this.holds(entry))) await this.check(file, image);
    return transactional(this.em, async (transaction) => {
      unlessClosed(id, await this.submissions.lock(id));
      const unchanged = await this.holds(entry);
      await file.keep();
      if (!unchanged) {
        await this.submissions.putPrediction(id, image.id, file.sha256);
        const details = { image: name, sha256: file.sha256 };
        audit(transaction, { actor: 'operator', action: 'prediction.put', subject: id, details });
      }
      return { image: name, sha256: file.sha256, unchanged };
    });
  }

  private async holds(prediction: { submission: SubmissionId; image: ImageId; sha256: string }): Promise<boolean> {
    return (await this.em.count(Prediction, prediction)) > 0;
  }

  /** @throws Problem PREDICTION_UNREADABLE */
  private async check({ path }: ReceivedFile, image: Image): Promise<void> {
    try {
      await this.reader.checkPrediction(path, image);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(error.code, `${image.name}: ${error.message}`, { cause: error });
    }
  }
}

/** A submission that takes predictions of people. */
function unlessClosed(id: SubmissionId, submission: Submission | null): Submission {
  if (!submission) throw noSubmission(id);
  if (submission.status !== 'open') {
    throw new Problem(
      'SUBMISSION_CLOSED',
      `The submission ${id} is ${submission.status} and takes no more predictions. Open another with \`submissions.create\`.`,
    );
  }
  if (submission.baseline != null) throw fillsItself(submission);
  return submission;
}

function notInTask({ id }: Submission, name: ImageName): Problem {
  return new Problem(
    'IMAGE_NOT_FOUND',
    `There is no image ${name} in the task of the submission ${id}. \`submissions.files\` names every image.`,
  );
}
