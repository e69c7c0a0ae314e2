import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { extname } from 'node:path';
import { Piscina } from 'piscina';
import { FileStore } from '../storage/file-store.ts';
import { ServerSettings } from '../system/server-settings.ts';

/** Idle threads end after this time and give their memory back. */
const IDLE_MS = 30_000;

const workerFile = new URL(`./baseline-threads.worker${extname(import.meta.url)}`, import.meta.url);

/** Runs the built-in methods in threads of their own. The same image is segmented once, however many tasks hold it. */
@Injectable()
export class BaselineThreads implements OnApplicationShutdown {
  private readonly pool: Piscina;

  /** Another version may segment otherwise. */
  private readonly version: string;

  constructor(
    private readonly files: FileStore,
    { threads, version }: ServerSettings,
  ) {
    this.version = version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    this.pool = new Piscina({
      filename: workerFile.href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      execArgv: workerFile.href.endsWith('.ts') ? ['--conditions=@cellboard/source'] : [],
    });
  }

  /** Segments an image of the store; answers the file of the label image. */
  segment(baseline: string, sha256: string): Promise<Uint8Array> {
    return this.files.derived(`baselines/${this.version}/${baseline}/${sha256}`, async () => {
      const image = await this.files.path(sha256);
      return (await this.pool.run({ baseline, image }, { name: 'segment' })) as Uint8Array;
    });
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.destroy();
  }
}
