import { Problem } from '@cellboard/contract';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { extname } from 'node:path';
import { Piscina } from 'piscina';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';
import { Gate } from './gate.ts';
import type { Inspection, Outcome } from './image-threads.worker.ts';

/** What can be drawn of a file: an image itself, or the cells of a label image on a transparent ground. */
export type Drawing = 'thumbnail' | 'overlay';

/** Idle threads end after this time and give their memory back. */
const IDLE_MS = 30_000;

const workerFile = new URL(`./image-threads.worker${extname(import.meta.url)}`, import.meta.url);

/**
 * Decodes and draws images in threads of their own: the files come from outside, so none is opened in the thread
 * that answers requests, and each has a time limit after which its thread is ended.
 */
@Injectable()
export class ImageThreads implements OnModuleDestroy {
  private readonly pool: Piscina;
  private readonly gate: Gate;

  constructor(
    private readonly store: FileStore,
    private readonly settings: ServerSettings,
  ) {
    this.gate = new Gate(settings.threads);
    this.pool = new Piscina({
      filename: workerFile.href,
      minThreads: 0,
      maxThreads: settings.threads,
      idleTimeout: IDLE_MS,
      execArgv: workerFile.href.endsWith('.ts') ? ['--conditions=@cellboard/source'] : [],
    });
  }

  /**
   * Decodes an image and its truth to the last pixel, and looks whether they belong together.
   *
   * @param files hashes of the files in the store
   * @throws Problem FILE_UNREADABLE, which does not name the image
   */
  async inspect(files: { readonly image: string; readonly truth: string }): Promise<Inspection> {
    const [image, truth] = await Promise.all([this.store.path(files.image), this.store.path(files.truth)]);
    return this.run<Inspection>('inspect', { image, truth });
  }

  /** Draws a stored image small, or the cells of a stored label image: WebP of at most 320 px a side. */
  async draw(drawing: Drawing, sha256: string): Promise<Uint8Array> {
    return this.run<Uint8Array>(drawing, await this.store.path(sha256));
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.destroy();
  }

  /** The gate lets in no more than there are threads, so that the time limit never counts time in a queue. */
  private run<T>(name: string, task: unknown): Promise<T> {
    return this.gate.pass(async () => {
      const limit = AbortSignal.timeout(this.settings.decodeTimeoutMs);
      const answer = await (this.pool.run(task, { name, signal: limit }) as Promise<Outcome<T>>).catch(
        (error: unknown) => {
          throw limit.aborted ? this.tooSlow(error) : error;
        },
      );
      if ('refused' in answer) throw new Problem('FILE_UNREADABLE', answer.refused);
      return answer.done;
    });
  }

  private tooSlow(cause: unknown): Problem {
    const seconds = this.settings.decodeTimeoutMs / 1000;
    return new Problem(
      'FILE_UNREADABLE',
      `The file could not be decoded within ${seconds} s. Save it anew, or cut it into tiles.`,
      { cause },
    );
  }
}
