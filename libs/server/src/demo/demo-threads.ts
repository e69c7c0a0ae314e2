import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { extname } from 'node:path';
import { Piscina } from 'piscina';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';
import type { DrawnImage } from './demo-threads.worker.ts';

/** The demo is drawn once, so its threads soon give their memory back. */
const IDLE_MS = 5000;

const workerFile = new URL(`./demo-threads.worker${extname(import.meta.url)}`, import.meta.url);

/** Hashes of a drawn image and its truth, both in the store. */
export interface StoredDrawing {
  readonly imageSha256: string;
  readonly truthSha256: string;
}

/** Draws the demo's images in threads of their own, so that requests are answered meanwhile. */
@Injectable()
export class DemoThreads implements OnApplicationShutdown {
  private readonly pool: Piscina;

  constructor(
    private readonly files: FileStore,
    private readonly settings: ServerSettings,
  ) {
    this.pool = new Piscina({
      filename: workerFile.href,
      minThreads: 0,
      maxThreads: settings.threads,
      idleTimeout: IDLE_MS,
      execArgv: workerFile.href.endsWith('.ts') ? ['--conditions=@cellboard/source'] : [],
    });
  }

  /** Draws the image of that name into the store. */
  async draw(name: string): Promise<StoredDrawing> {
    const { image, truth } = (await this.pool.run(name, { name: 'draw' })) as DrawnImage;
    const { sha256: imageSha256 } = await this.files.put(image, this.settings.maxFileBytes);
    const { sha256: truthSha256 } = await this.files.put(truth, this.settings.maxFileBytes);
    return { imageSha256, truthSha256 };
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.destroy();
  }
}
