import { Injectable } from '@nestjs/common';
import pLimit, { type LimitFunction } from 'p-limit';
import { ServerSettings } from '../settings/server-settings.ts';

/**
 * One budget of threads for everything that computes: scoring, decoding, drawing, the built-in methods and the demo.
 * Each has threads or processes of its own, but only so many of them work at once.
 */
@Injectable()
export class Compute {
  private readonly limit: LimitFunction;

  constructor({ threads }: ServerSettings) {
    this.limit = pLimit(threads);
  }

  /** Runs a piece of work when its turn comes. A piece never waits for another one that it started itself. */
  run<T>(work: () => Promise<T>): Promise<T> {
    return this.limit(work);
  }

  /** Pieces that wait for their turn. */
  get waiting(): number {
    return this.limit.pendingCount;
  }
}
