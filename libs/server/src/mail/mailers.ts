import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Settings } from '../settings/server-settings.ts';
import { Mailer, type Message } from './mailer.ts';

/** A mail server that does not answer must not keep a message waiting for ever. */
const TIMEOUTS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/** Links stay readable in the source of a message, too. */
const ENCODING = { textEncoding: 'quoted-printable' } as const;

/** Only the owner of the data folder may read messages: their links open accounts. */
const OWNER_ONLY = { file: 0o600, folder: 0o700 };

/** The way messages go in this installation. */
export function mailerOf({ mail }: Pick<Settings, 'mail'>): Mailer {
  return mail.smtp === null ? new FolderMailer(mail.folder) : new SmtpMailer(mail.smtp, mail.from);
}

/** Sends messages through a mail server. */
export class SmtpMailer extends Mailer {
  private readonly transport: ReturnType<typeof createTransport>;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    const { hostname, port, protocol, username, password } = new URL(url);
    const auth =
      username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };
    const secure = protocol === 'smtps:';
    const place = { host: hostname, port: port === '' ? (secure ? 465 : 587) : Number(port), secure };
    // Files and addresses in messages are never followed: all text is ours.
    this.transport = createTransport({
      ...place,
      ...auth,
      ...TIMEOUTS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ to, subject, text }: Message): Promise<void> {
    await this.transport.sendMail({ from: this.from, to: { name: '', address: to }, subject, text, ...ENCODING });
  }
}

/** Writes messages to a folder, and says in the log where they are: for installations without a mail server. */
export class FolderMailer extends Mailer {
  private readonly logger = new Logger('Mail');

  constructor(private readonly folder: string) {
    super();
  }

  async send({ to, subject, text }: Message): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: OWNER_ONLY.folder });
    const time = new Date().toISOString().replaceAll(/[:.]/g, '-');
    const path = join(this.folder, `${time}-${randomUUID().slice(0, 8)}.txt`);
    await writeFile(path, `To: ${to}\nSubject: ${subject}\n\n${text}`, { mode: OWNER_ONLY.file, flag: 'wx' });
    this.logger.warn(`No mail server is set (SMTP_URL), so a message was written to ${path}.`);
  }
}
