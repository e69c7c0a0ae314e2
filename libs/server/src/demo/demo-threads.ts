import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Piscina } from 'piscina';
import { Compute } from '../compute/compute.ts';
import { openThreadPool } from '../compute/thread-pool.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { FileStore, type ReceivedFile } from '../storage/file-store.ts';
import type { DrawnImage } from './demo-threads.worker.ts';

/** The demo is drawn once, so its threads soon give their memory back. */
const IDLE_MS = 5000;

/** A drawn image and its truth. */
export interface Drawing {
  readonly image: ReceivedFile;
  readonly truth: ReceivedFile;
}

/** Draws the demo's images in threads of their own, so that requests are answered meanwhile. */
@Injectable()
export class DemoThreads implements OnApplicationShutdown {
  private readonly pool: Piscina;

  constructor(
    private readonly files: FileStore,
    private readonly compute: Compute,
    private readonly settings: ServerSettings,
  ) {
    const worker = new URL('./demo-threads.worker', import.meta.url);
    this.pool = openThreadPool(worker, { threads: settings.threads, idleMs: IDLE_MS });
  }

  /** Draws the image of that name, and hands its files to a piece of work that may keep them. */
  async draw<T>(name: string, use: (drawing: Drawing) => Promise<T>): Promise<T> {
    const { image, truth } = await this.compute.run(
      async () => (await this.pool.run(name, { name: 'draw' })) as DrawnImage,
    );
    return this.files.receiving(this.settings.maxFileBytes, async (receive) =>
      use({ image: await receive(image), truth: await receive(truth) }),
    );
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.destroy();
  }
}
