import {
  pictureSides,
  Problem,
  type CandidateId,
  type ImageId,
  type PictureSide,
  type Principal,
  type Slug,
} from '@cellboard/contract';
import { ImageRepository, type ImageEntity, type LabelOriginal } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { ImageReader } from '../decoding/image-reader.ts';
import { LabelFiles } from '../label-files/label-files.service.ts';
import { assertSound, DamagedFileError, isDamaged } from '../storage/assert-sound.ts';
import { FileStore, type FileRef } from '../storage/file-store.ts';
import { ignoreMaskOf, predictionAt, refOf, truthOf } from './originals.ts';

/** Raise this when the same files are drawn differently: caches show no old picture, and all are drawn anew. */
export const DRAWING_VERSION = 3;
const DRAWING = `v${DRAWING_VERSION}`;

/** A picture that can be requested. */
export interface Picture {
  /** Identifies the content: it changes whenever the picture does. */
  readonly key: string;
  /** WebP; drawn on the first call, from the cache afterwards. */
  readonly bytes: () => Promise<Uint8Array>;
}

/** Gives a picture of one size. */
type Pictures = (side: PictureSide) => Picture;

/** Draws the small pictures of the gallery. */
@Injectable()
export class PicturesService {
  constructor(
    private readonly images: ImageRepository,
    private readonly store: FileStore,
    private readonly reader: ImageReader,
    private readonly labelFiles: LabelFiles,
  ) {}

  /** @throws Problem IMAGE_NOT_FOUND */
  async thumbnail(principal: Principal, id: ImageId, side: PictureSide = 320): Promise<Picture> {
    return this.thumbnails(await this.visible(principal, id))(side);
  }

  /**
   * The cells of the truth; what no score looks at is hatched.
   *
   * @throws Problem IMAGE_NOT_FOUND, or FILE_NOT_FOUND for an image without truth
   */
  async truth(principal: Principal, id: ImageId, side: PictureSide = 320): Promise<Picture> {
    return this.truths(await this.visible(principal, id))(side);
  }

  /**
   * What a candidate predicted, in the submission that stands on the board of the task.
   *
   * @throws Problem IMAGE_NOT_FOUND or FILE_NOT_FOUND
   */
  async prediction(
    principal: Principal,
    id: ImageId,
    { task, candidate, side = 320 }: { task: Slug; candidate: CandidateId; side?: PictureSide },
  ): Promise<Picture> {
    const image = await this.visible(principal, id);
    const original = await predictionAt(this.images, principal, { image, task, candidate });
    return this.overlays(original, null)(side);
  }

  /**
   * Draws every picture of an image that shows no prediction, so that nobody waits for them.
   *
   * @throws Problem for a file that cannot be read
   */
  async prepare(_principal: Principal, image: ImageEntity): Promise<void> {
    const kinds = [this.thumbnails(image), ...(image.truthFile ? [this.truths(image)] : [])];
    for (const pictures of kinds) for (const side of pictureSides) await pictures(side).bytes();
  }

  private async visible(principal: Principal, id: ImageId): Promise<ImageEntity> {
    const image = await this.images.visible(principal, id);
    if (!image) throw new Problem('IMAGE_NOT_FOUND', `There is no image ${id}.`);
    return image;
  }

  private thumbnails({ imageFile }: ImageEntity): Pictures {
    const file = refOf(imageFile);
    const draw = async () => {
      await assertSound(this.store, [file]);
      return this.reader.drawImage(file, pictureSides);
    };
    return this.pictures(file, (side) => `thumbnail-${DRAWING}/${side}`, draw);
  }

  private truths(image: ImageEntity): Pictures {
    return this.overlays(truthOf(image), ignoreMaskOf(image));
  }

  private overlays(original: LabelOriginal, ignore: LabelOriginal | null): Pictures {
    const { width, height } = original;
    // Outlines have no size of their own, so the picture depends on the size of the image, too.
    const recipe = `overlay-${DRAWING}/${width}x${height}${ignore === null ? '' : `/without-${ignore.sha256}`}`;
    const draw = async () => {
      const mask = ignore === null ? null : await this.labelFiles.sound(ignore);
      return this.reader.drawCells(await this.labelFiles.sound(original), pictureSides, mask);
    };
    return this.pictures(refOf(original), (side) => `${recipe}/${side}`, draw);
  }

  /** A picture is kept for good, so it is only drawn from files that are what they were. All sizes are drawn at once. */
  private pictures(
    from: FileRef,
    recipeOf: (side: PictureSide) => string,
    draw: () => Promise<Uint8Array[]>,
  ): Pictures {
    let drawn: Promise<Uint8Array[]> | undefined;
    const take = async (side: PictureSide): Promise<Uint8Array> => {
      try {
        const picture = (await (drawn ??= draw()))[pictureSides.indexOf(side)];
        if (!picture) throw new Error(`No picture of ${side} px was drawn.`);
        return picture;
      } catch (error) {
        throw error instanceof DamagedFileError ? isDamaged(error) : error;
      }
    };
    return (side) => {
      const recipe = recipeOf(side);
      return {
        key: `${recipe}/${from.sha256}`,
        bytes: () => this.store.derived(from, recipe, () => take(side)),
      };
    };
  }
}
