import { Module } from '@nestjs/common';
import { ServerSettings } from '../settings/server-settings.ts';
import { Mailer } from './mailer.ts';
import { mailerOf } from './mailers.ts';

/** Messages to people. */
@Module({ providers: [{ provide: Mailer, useFactory: mailerOf, inject: [ServerSettings] }], exports: [Mailer] })
export class MailModule {}
