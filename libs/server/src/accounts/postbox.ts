import { RequestContext } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/core';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Mailer, type Message } from '../mail/mailer.ts';
import { loggedError } from '../logging/logged-error.ts';

/**
 * Does what ends in a message after the request was answered. So nobody can tell from the time of an answer whether an
 * address has an account.
 */
@Injectable()
export class Postbox implements OnModuleDestroy {
  private readonly logger = new Logger('Mail');
  private readonly open = new Set<Promise<void>>();

  constructor(
    private readonly em: EntityManager,
    private readonly mailer: Mailer,
  ) {}

  /** @param write finds out what to say; null for nothing */
  later(write: () => Promise<Message | null>): void {
    const work = this.deliver(write).finally(() => this.open.delete(work));
    this.open.add(work);
  }

  /** Waits until everything that was asked for is delivered. */
  async empty(): Promise<void> {
    await Promise.all(this.open);
  }

  async onModuleDestroy(): Promise<void> {
    await this.empty();
  }

  private async deliver(write: () => Promise<Message | null>): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      const message = await RequestContext.create(this.em, write);
      if (message) await this.mailer.send(message);
    } catch (error) {
      this.logger.error({ err: loggedError(error), msg: 'A message could not be sent' });
    }
  }
}
