import { BASELINE_VERSION } from '@cellboard/baselines';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Piscina } from 'piscina';
import { Compute } from '../compute/compute.ts';
import { openThreadPool } from '../compute/thread-pool.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { FileStore, type FileRef, type StoredFile } from '../storage/file-store.ts';
import type { Segmentation } from './baseline-threads.worker.ts';

/** Idle threads end after this time and give their memory back. */
const IDLE_MS = 30_000;

/** Runs the built-in methods in threads of their own. The same image is segmented once, however many tasks hold it. */
@Injectable()
export class BaselineThreads implements OnApplicationShutdown {
  private readonly pool: Piscina;

  constructor(
    private readonly files: FileStore,
    private readonly compute: Compute,
    private readonly settings: ServerSettings,
  ) {
    const worker = new URL('./baseline-threads.worker', import.meta.url);
    this.pool = openThreadPool(worker, { threads: settings.threads, idleMs: IDLE_MS });
  }

  /** Segments a stored image, and keeps the label image's file. */
  async segment(baseline: string, imageSha256: string): Promise<StoredFile> {
    const image: FileRef = { shelf: 'image', sha256: imageSha256 };
    const bytes = await this.files.derived(image, this.recipe(baseline), () =>
      this.files.withLocal(image, (path) => this.compute.run(() => this.run({ baseline, image: path }))),
    );
    return this.files.put('prediction', bytes, this.settings.maxFileBytes);
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.destroy();
  }

  private async run(task: Segmentation): Promise<Uint8Array> {
    return (await this.pool.run(task, { name: 'segment' })) as Uint8Array;
  }

  /** Another version of the methods may find other cells, and so may another version of the software that decodes. */
  private recipe(baseline: string): string {
    const version = this.settings.version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    return `baselines/${version}/${BASELINE_VERSION}/${baseline}`;
  }
}
