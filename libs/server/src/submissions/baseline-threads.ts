import { BASELINE_VERSION } from '@cellboard/baselines';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Piscina } from 'piscina';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';
import { openThreadPool } from '../system/thread-pool.ts';
import type { Segmentation } from './baseline-threads.worker.ts';

/** Idle threads end after this time and give their memory back. */
const IDLE_MS = 30_000;

/** Runs the built-in methods in threads of their own. The same image is segmented once, however many tasks hold it. */
@Injectable()
export class BaselineThreads implements OnApplicationShutdown {
  private readonly pool: Piscina;

  constructor(
    private readonly files: FileStore,
    private readonly settings: ServerSettings,
  ) {
    const worker = new URL('./baseline-threads.worker', import.meta.url);
    this.pool = openThreadPool(worker, { threads: settings.threads, idleMs: IDLE_MS });
  }

  /** Segments an image of the store and stores the label image. Returns the hash of its file. */
  async segment(baseline: string, imageSha256: string): Promise<string> {
    const bytes = await this.files.derived(this.key(baseline, imageSha256), async () => {
      const task: Segmentation = { baseline, image: await this.files.path(imageSha256) };
      return (await this.pool.run(task, { name: 'segment' })) as Uint8Array;
    });
    const { sha256 } = await this.files.put(bytes, this.settings.maxFileBytes);
    return sha256;
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.destroy();
  }

  /** Another version of the methods may find other cells, and so may another version of the software that decodes. */
  private key(baseline: string, imageSha256: string): string {
    const version = this.settings.version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return `baselines/${version}/${BASELINE_VERSION}/${baseline}/${imageSha256}`;
  }
}
