import { transactional, UploadRepository } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { loggedError } from '../logging/logged-error.ts';
import { ResumableFiles } from './resumable-files.ts';

const EVERY_MS = 60 * 60 * 1000;

/** Deletes uploads of which nothing arrived for a day, and files that no upload speaks of: at the start and every hour. */
@Injectable()
export class UploadExpiry implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(UploadExpiry.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly uploads: UploadRepository,
    private readonly files: ResumableFiles,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.sweep();
    this.timer = setInterval(() => {
      this.sweep().catch((error: unknown) => {
        this.log.error({ err: loggedError(error) }, 'old uploads cannot be deleted');
      });
    }, EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** @param now what counts as the present */
  sweep(now = new Date()): Promise<void> {
    return RequestContext.create(this.em, async () => {
      // A file that was just made may have a row that nobody sees yet.
      const there = await this.files.idleSince(new Date(now.getTime() - EVERY_MS));
      await transactional(this.em, async (transaction) => {
        for (const upload of await this.uploads.expired(now)) transaction.remove(upload);
      });
      const wanted = await this.uploads.receiving(there);
      for (const id of there) if (!wanted.has(id)) await this.files.remove(id);
    });
  }
}
