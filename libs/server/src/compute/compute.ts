import { Injectable } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import { ServerSettings } from '../settings/server-settings.ts';

/**
 * The shared limit for everything that computes: scoring, decoding, drawing, the built-in methods and the demo. Each
 * has its own threads or processes, but together only `threads` of them work at the same time.
 */
@Injectable()
export class Compute {
  private readonly limit: LimitFunction;

  constructor({ threads }: ServerSettings) {
    this.limit = pLimit(threads);
  }

  /** Runs a task when its turn comes. A task must not wait for another one that it started here. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.limit(work);
  }

  /** Tasks that wait for their turn. */
  get waiting(): number {
    return this.limit.pendingCount;
  }
}
