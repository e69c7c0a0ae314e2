import { Problem, workerNamed, type ImageId } from '@cellboard/contract';
import { PictureRepository, transactional, type ImageEntity } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { tookTooMuch } from '../label-files/label-files.service.ts';
import { loggedError } from '../logging/logged-error.ts';
import { makePictures } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { DRAWING_VERSION, PicturesService } from './pictures.service.ts';

/** Images that are looked up at once, and after which the log says how far it is. */
const BATCH = 100;

/**
 * Draws the small pictures of images and truths before anybody asks for them: of a dataset once it is published, and
 * after an update those that earlier rules drew. One job at a time, one image after the other. A job that is interrupted
 * goes on with the next image. The log and `system.status` say how far it is. A picture that somebody asks for
 * before is drawn at once.
 */
@Injectable()
export class MakePicturesJob implements OnApplicationBootstrap {
  private readonly log = new Logger(MakePicturesJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly repository: PictureRepository,
    private readonly pictures: PicturesService,
    private readonly queue: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await RequestContext.create(this.em, () =>
      transactional(this.em, async (transaction) => {
        const { done, total } = await this.progress();
        if (done < total) await this.queue.addAtStart(transaction, makePictures, [{}]);
      }),
    );
    await this.queue.take(makePictures, this);
  }

  /** Goes round until nothing is left that can be drawn: images may be added meanwhile. */
  async run(): Promise<void> {
    while ((await this.round()) > 0);
  }

  /** How many images have their pictures, and how many there are. */
  progress(): Promise<{ done: number; total: number }> {
    return this.repository.progress(DRAWING_VERSION);
  }

  private async round(): Promise<number> {
    let made = 0;
    let after: ImageId | null = null;
    for (;;) {
      const images: ImageEntity[] = await this.repository.lacking(DRAWING_VERSION, { after, limit: BATCH });
      if (images.length === 0) return made;
      for (const image of images) if (await this.make(image)) made += 1;
      after = images.at(-1)?.id ?? null;
      this.em.clear();
      this.log.log(await this.progress(), 'drew pictures');
    }
  }

  /**
   * @returns whether the image is done with
   * @throws Problem DECODER_UNAVAILABLE where the system is at fault and not the file, so that the job runs again
   */
  private async make(image: ImageEntity): Promise<boolean> {
    const { id, name } = image;
    try {
      await this.pictures.prepare(workerNamed('drawing'), image);
    } catch (error) {
      if (error instanceof Problem && error.code === 'DECODER_UNAVAILABLE') throw error;
      this.log.warn({ err: loggedError(error), id, name }, 'the pictures of an image cannot be drawn');
      // A file that cannot be read stays so; one that is missing, or took too long, may be read at the next start.
      if (!(error instanceof Problem && error.code === 'FILE_UNREADABLE' && !tookTooMuch(error))) return false;
    }
    await this.repository.keep(id, DRAWING_VERSION);
    return true;
  }
}
