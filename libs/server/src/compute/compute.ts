import { Injectable } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { ServerSettings } from '../settings/server-settings.ts';

/** How often work that comes behind all other looks whether it may go on. */
const LOOK_EVERY_MS = 50;

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

  /**
   * Waits until no task waits for its turn, for work that is to come behind all other.
   *
   * @param signal ends the waiting; the promise is then rejected with the signal's reason
   */
  async whenIdle(signal: AbortSignal): Promise<void> {
    while (this.waiting > 0) await setTimeout(LOOK_EVERY_MS, undefined, { signal });
    signal.throwIfAborted();
  }

  /** Tasks that wait for their turn. */
  get waiting(): number {
    return this.limit.pendingCount;
  }
}
