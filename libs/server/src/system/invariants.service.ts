import { invariantWords, type InvariantReport, type Principal } from '@cellboard/contract';
import { InvariantRepository } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { loggedError } from '../logging/logged-error.ts';
import { ServerSettings } from '../settings/server-settings.ts';

const EVERY_MS = 60_000;

/** Checks every minute that nothing is what must never be, such as a submission that waits for ever. */
@Injectable()
export class Invariants implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Invariants');
  private timer: NodeJS.Timeout | undefined;
  /** What was logged already, so that the log says each once. */
  private known = new Set<string>();

  constructor(
    private readonly em: EntityManager,
    private readonly found: InvariantRepository,
    private readonly settings: ServerSettings,
  ) {}

  onApplicationBootstrap(): void {
    if (this.settings.runsJobs) this.timer = setInterval(() => void this.check(), EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** For admins. */
  async report(_principal: Principal): Promise<InvariantReport> {
    return { checkedAt: new Date().toISOString(), broken: await this.found.broken() };
  }

  /** Logs what is broken and was not before. */
  async check(): Promise<void> {
    try {
      const broken = await RequestContext.create(this.em, () => this.found.broken());
      for (const one of broken) {
        const { invariant, object, subject } = one;
        if (!this.known.has(`${invariant} ${subject}`))
          this.log.error({ invariant, object, subject }, `an invariant is broken: ${invariantWords[invariant]}`);
      }
      this.known = new Set(broken.map(({ invariant, subject }) => `${invariant} ${subject}`));
    } catch (error) {
      this.log.warn({ err: loggedError(error) }, 'the invariants could not be checked');
    }
  }
}
