import type { DeveloperEntity } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import type { Message } from '../mail/mailer.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { Postbox } from './postbox.ts';

/** Mails people what was done to their account. */
@Injectable()
export class Notices {
  constructor(
    private readonly postbox: Postbox,
    private readonly settings: ServerSettings,
  ) {}

  /** @param write the message, from an address and that of the site */
  tell({ email }: DeveloperEntity, write: (to: string, site: { readonly origin: string }) => Message): void {
    if (email == null) return;
    const message = write(email, { origin: this.settings.origin });
    this.postbox.later(() => Promise.resolve(message));
  }
}
