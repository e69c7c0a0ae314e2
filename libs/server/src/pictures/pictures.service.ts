import { Problem, type CandidateId, type ImageId, type Principal, type Slug } from '@cellboard/contract';
import { ImageRepository, type ImageEntity } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { ImageReader } from '../decoding/image-reader.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { assertSound } from '../storage/assert-sound.ts';

/** Change this when the same files are drawn differently, so that caches show no old picture. */
const DRAWING = 'v1';

/** A picture that can be requested. */
export interface Picture {
  /** Identifies the content: it changes whenever the picture does. */
  readonly key: string;
  /** WebP of at most 320 px a side; drawn on the first call, from the cache afterwards. */
  readonly bytes: () => Promise<Uint8Array>;
}

/** Draws the small pictures of the gallery. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly images: ImageRepository,
    private readonly store: FileStore,
    private readonly reader: ImageReader,
  ) {}

  /** @throws Problem IMAGE_NOT_FOUND */
  async thumbnail(principal: Principal, id: ImageId): Promise<Picture> {
    const file = refOf((await this.visible(principal, id)).imageFile);
    return this.picture([file], `thumbnail-${DRAWING}`, () => this.reader.drawImage(file));
  }

  /**
   * The cells of the truth; what no score looks at is hatched.
   *
   * @throws Problem IMAGE_NOT_FOUND, or FILE_NOT_FOUND for an image without truth
   */
  async truth(principal: Principal, id: ImageId): Promise<Picture> {
    const { truthFile, ignoreFile, width, height, name } = await this.visible(principal, id);
    if (!truthFile) throw new Problem('FILE_NOT_FOUND', `The image ${name} has no truth.`);
    const [truth, ignore] = [refOf(truthFile), ignoreFile ? refOf(ignoreFile) : null];
    const recipe = ignore === null ? `overlay-${DRAWING}` : `overlay-${DRAWING}/without-${ignore.sha256}`;
    return this.picture([truth, ...(ignore ? [ignore] : [])], recipe, () =>
      this.reader.drawCells(truth, { width, height, ignore }),
    );
  }

  /**
   * What a candidate predicted, in the submission that stands on the board of the task.
   *
   * @throws Problem IMAGE_NOT_FOUND or FILE_NOT_FOUND
   */
  async prediction(
    principal: Principal,
    id: ImageId,
    { task, candidate }: { task: Slug; candidate: CandidateId },
  ): Promise<Picture> {
    const { width, height, name } = await this.visible(principal, id);
    const sha256 = await this.images.predictionHash(principal, id, { task, candidate });
    if (sha256 === null) {
      throw new Problem(
        'FILE_NOT_FOUND',
        `There is no scored prediction of the candidate ${candidate} for the image ${name} in the task ${task}.`,
      );
    }
    // Outlines have no size of their own, so the picture depends on the size of the image, too.
    const file: FileRef = { shelf: 'prediction', sha256 };
    return this.picture([file], `overlay-${DRAWING}/${width}x${height}`, () =>
      this.reader.drawCells(file, { width, height, ignore: null }),
    );
  }

  private async visible(principal: Principal, id: ImageId): Promise<ImageEntity> {
    const image = await this.images.visible(principal, id);
    if (!image) throw new Problem('IMAGE_NOT_FOUND', `There is no image ${id}.`);
    return image;
  }

  /** A picture is kept for good, so it is only drawn from files that are what they were. */
  private picture(files: readonly [FileRef, ...FileRef[]], recipe: string, draw: () => Promise<Uint8Array>): Picture {
    const [from] = files;
    const drawSound = async () => {
      await assertSound(this.store, files);
      return draw();
    };
    return { key: `${recipe}/${from.sha256}`, bytes: () => this.store.derived(from, recipe, drawSound) };
  }
}

function refOf({ shelf, sha256 }: FileRef): FileRef {
  return { shelf, sha256 };
}
