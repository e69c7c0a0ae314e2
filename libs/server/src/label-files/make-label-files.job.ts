import { LabelFileRepository, transactional, type LabelOriginal, type LabelSource } from '@cellboard/db';
import { LABEL_FILE_VERSION } from '@cellboard/labels';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { loggedError } from '../logging/logged-error.ts';
import { makeLabelFiles } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { isFaultOfOriginal, LabelFiles } from './label-files.service.ts';

/** Originals that are looked up at once, and after which the log says how far it is. */
const BATCH = 100;

/** Truths first: every evaluation needs them. */
const SOURCES: readonly LabelSource[] = ['truth', 'ignore', 'prediction'];

/**
 * Makes the label files of what an earlier release stored, or wrote in another layout: one job at a time, one file after
 * the other, each kept as soon as it is made. A job that is interrupted goes on with the next one. The log and
 * `system.status` say how far it is. An evaluation does not wait for it, but makes the label files that it needs.
 */
@Injectable()
export class MakeLabelFilesJob implements OnApplicationBootstrap {
  private readonly log = new Logger(MakeLabelFilesJob.name);

  constructor(
    private readonly em: EntityManager,
    private readonly repository: LabelFileRepository,
    private readonly labelFiles: LabelFiles,
    private readonly queue: Queue,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await RequestContext.create(this.em, () =>
      transactional(this.em, async (transaction) => {
        const { done, total } = await this.progress();
        if (done < total) await this.queue.addAtStart(transaction, makeLabelFiles, [{}]);
      }),
    );
    await this.queue.take(makeLabelFiles, this);
  }

  async run(): Promise<void> {
    const counts = { made: 0, failed: 0 };
    for (const source of SOURCES)
      for await (const originals of this.lacking(source)) {
        for (const original of originals) counts[(await this.make(original)) ? 'made' : 'failed']++;
        this.log.log({ ...counts }, 'made label files');
      }
  }

  /** How many files need a label file, and how many of these have one. */
  progress(): Promise<{ done: number; total: number }> {
    return this.repository.progress(LABEL_FILE_VERSION);
  }

  private async *lacking(source: LabelSource): AsyncGenerator<LabelOriginal[]> {
    let after: LabelOriginal | null = null;
    for (;;) {
      const query = { version: LABEL_FILE_VERSION, after, limit: BATCH };
      const originals: LabelOriginal[] = await this.repository.lacking(source, query);
      if (originals.length === 0) return;
      yield originals;
      after = originals.at(-1) ?? null;
      this.em.clear();
    }
  }

  /** @throws whatever is not the fault of the original, such as a full disk, so that the job runs again */
  private async make(original: LabelOriginal): Promise<boolean> {
    try {
      await this.labelFiles.make(original);
      return true;
    } catch (error) {
      if (!isFaultOfOriginal(error)) throw error;
      this.log.warn({ err: loggedError(error), ...original }, 'a label file cannot be made');
      return false;
    }
  }
}
