import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { extname } from 'node:path';
import { Piscina } from 'piscina';
import { ServerSettings } from '../system/server-settings.ts';
import type { DrawnImage } from './demo-threads.worker.ts';

/** The demo is drawn once, so its threads soon give their memory back. */
const IDLE_MS = 5000;

const workerFile = new URL(`./demo-threads.worker${extname(import.meta.url)}`, import.meta.url);

/** Draws the demo's images in threads of their own, so that requests are answered meanwhile. */
@Injectable()
export class DemoThreads implements OnApplicationShutdown {
  private readonly pool: Piscina;

  constructor({ threads }: ServerSettings) {
    this.pool = new Piscina({
      filename: workerFile.href,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      execArgv: workerFile.href.endsWith('.ts') ? ['--conditions=@cellboard/source'] : [],
    });
  }

  async draw(name: string): Promise<DrawnImage> {
    return (await this.pool.run(name, { name: 'draw' })) as DrawnImage;
  }

  onApplicationShutdown(): Promise<void> {
    return this.pool.destroy();
  }
}
