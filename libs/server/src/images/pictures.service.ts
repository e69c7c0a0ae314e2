import { Problem, type CandidateId, type ImageId, type Slug } from '@cellboard/contract';
import { ImageRepository, type Image } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { FileStore } from '../storage/file-store.ts';
import { ImageReader } from './image-reader.ts';

/** Changes whenever the same files would be drawn otherwise, so that no old picture is shown from a cache. */
const DRAWING = 'v1';

/** A picture that may be asked for. */
export interface Picture {
  /** The same for the same picture, for ever; another one where anything of it changed. */
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
  async thumbnail(id: ImageId): Promise<Picture> {
    const { imageSha256 } = await this.published(id);
    return this.picture(`thumbnail-${DRAWING}/${place(imageSha256)}`, () => this.reader.drawImage(imageSha256));
  }

  /**
   * The cells of the truth; what no score looks at is hatched.
   *
   * @throws Problem IMAGE_NOT_FOUND
   */
  async truth(id: ImageId): Promise<Picture> {
    const { truthSha256, ignoreSha256: ignore = null, width, height } = await this.published(id);
    const hatched = ignore === null ? '' : `-${ignore}`;
    return this.picture(`overlay-${DRAWING}/${place(truthSha256)}${hatched}`, () =>
      this.reader.drawCells(truthSha256, { width, height, ignore }),
    );
  }

  /**
   * What a candidate predicted in its newest scored submission to the task.
   *
   * @throws Problem IMAGE_NOT_FOUND or FILE_NOT_FOUND
   */
  async prediction(id: ImageId, { task, candidate }: { task: Slug; candidate: CandidateId }): Promise<Picture> {
    const { width, height } = await this.published(id);
    const sha256 = await this.images.predictionHash(id, { task, candidate });
    if (sha256 === null) {
      throw new Problem(
        'FILE_NOT_FOUND',
        `There is no scored prediction of candidate ${candidate} for image ${id} in the task ${task}.`,
      );
    }
    // Outlines say no size: the same file shows something else over an image of another.
    return this.picture(`overlay-${DRAWING}/${place(sha256)}-${width}x${height}`, () =>
      this.reader.drawCells(sha256, { width, height, ignore: null }),
    );
  }

  private async published(id: ImageId): Promise<Image> {
    const image = await this.images.published(id);
    if (!image)
      throw new Problem('IMAGE_NOT_FOUND', `There is no image ${id}. \`images.list\` names the images of a task.`);
    return image;
  }

  private picture(key: string, draw: () => Promise<Uint8Array>): Picture {
    return { key, bytes: () => this.store.derived(key, draw) };
  }
}

/** Where a file's pictures lie: in one of 256 folders, under its hash. */
function place(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256}`;
}
