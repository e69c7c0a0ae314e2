import { Problem, type ImageId } from '@cellboard/contract';
import { ImageRepository, transactional, type ImageEntity } from '@cellboard/db';
import { FIGURES_VERSION } from '@cellboard/imaging';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ImageReader, type MeasuredImage, type PictureFingerprint } from '../decoding/image-reader.ts';
import { loggedError } from '../logging/logged-error.ts';
import { measureImages } from '../queue/jobs.ts';
import { tookTooMuch } from '../label-files/label-files.service.ts';
import { Queue } from '../queue/queue.ts';
import type { FileRef } from '../storage/file-store.ts';

/** Images that are looked up at once, and after which the log says how far it is. */
const BATCH = 100;

/** What is kept of an image that cannot be read any more, so that it is not read again and again. */
const nothing: MeasuredImage & Record<keyof PictureFingerprint, null> = {
  ...{ pixelSha256: null, perceptualHash: null },
  ...{ medianDiameterPx: null, covered: null, contrast: null, sharpness: null, intensities: null },
  measuredWith: FIGURES_VERSION,
};

/**
 * Measures images whose picture nobody has decoded here yet, because a client had, and those that an earlier release
 * imported, or measured by other rules: one job at a time, one image after the other, each kept as soon as it is done,
 * with its fingerprints. A job that is interrupted goes on with the next image. The log and `system.status` say how far
 * it is.
 */
@Injectable()
export class MeasureImagesJob implements OnApplicationBootstrap {
  private readonly log = new Logger(MeasureImagesJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly images: ImageRepository,
    private readonly reader: ImageReader,
    private readonly queue: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await RequestContext.create(this.em, () =>
      transactional(this.em, async (transaction) => {
        const { done, total } = await this.images.measuredCount(FIGURES_VERSION);
        if (done < total) await this.queue.addAtStart(transaction, measureImages, [{}]);
      }),
    );
    await this.queue.take(measureImages, this);
  }

  async run(): Promise<void> {
    const tried = new Set<ImageId>();
    // Images that come in meanwhile may lie before those that were measured last.
    while (await this.runThrough(tried));
  }

  /** @returns whether there was an image that had not been tried */
  private async runThrough(tried: Set<ImageId>): Promise<boolean> {
    const before = tried.size;
    let after: ImageId | null = null;
    for (;;) {
      const images: ImageEntity[] = await this.images.unmeasured(FIGURES_VERSION, { after, limit: BATCH });
      if (images.length === 0) return tried.size > before;
      const left = images.filter(({ id }) => !tried.has(id));
      for (const image of left) {
        tried.add(image.id);
        await this.measure(image);
      }
      after = images.at(-1)?.id ?? null;
      this.em.clear();
      if (left.length > 0) this.log.log(await this.images.measuredCount(FIGURES_VERSION), 'measured images');
    }
  }

  /** @throws Problem DECODER_UNAVAILABLE where the system is at fault and not the file, so that the job runs again */
  private async measure({ id, name, imageFile, truthFile, pixelSha256 }: ImageEntity): Promise<void> {
    try {
      const found = await this.reader.measure(refOf(imageFile), truthFile ? refOf(truthFile) : null);
      if (pixelSha256 !== null && pixelSha256 !== found.pixelSha256)
        this.log.warn({ id, name, before: pixelSha256, after: found.pixelSha256 }, 'a fingerprint was wrong');
      await this.images.keepMeasured(id, found);
    } catch (error) {
      if (error instanceof Problem && error.code === 'DECODER_UNAVAILABLE') throw error;
      this.log.warn({ err: loggedError(error), id, name }, 'an image cannot be measured');
      // A file that cannot be read stays so; one that is missing, or took too long, may be read at the next start.
      if (error instanceof Problem && error.code === 'FILE_UNREADABLE' && !tookTooMuch(error))
        await this.images.keepMeasured(id, nothing);
    }
  }
}

function refOf({ shelf, sha256 }: FileRef): FileRef {
  return { shelf, sha256 };
}
