import { workerNamed, type Submission, type SubmissionStatus } from '@cellboard/contract';
import { AccountRepository, SubmissionRepository } from '@cellboard/db';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Mailer, type Message } from '../mail/mailer.ts';
import type { MailSubmissionEnd } from '../queue/job-payloads.ts';
import { mailSubmissionEnd } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { ServerSettings } from '../settings/server-settings.ts';

/** Mails the account that sent a submission how it ended, unless the account wants no such mail. */
@Injectable()
export class MailSubmissionEndJob implements OnApplicationBootstrap {
  constructor(
    private readonly submissions: SubmissionRepository,
    private readonly accounts: AccountRepository,
    private readonly mailer: Mailer,
    private readonly queue: Queue,
    private readonly settings: ServerSettings,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.queue.take(mailSubmissionEnd, this);
  }

  async run({ submission: id }: MailSubmissionEnd): Promise<void> {
    const sender = (await this.submissions.byId(id))?.submittedBy;
    const account = sender ? await this.accounts.byId(sender.id) : null;
    if (account?.email == null || !account.mailAtEnd) return;
    const submission = await this.submissions.row(workerNamed('evaluation'), id);
    const outcome = submission && outcomes[submission.status];
    if (outcome)
      await this.mailer.send(messageOf(account.email, submission, { outcome, origin: this.settings.origin }));
  }
}

/** How a submission ended, and what its owner can do; none for one that goes on, or that its owner ended. */
const outcomes: Partial<Record<SubmissionStatus, { readonly subject: string; readonly then: string }>> = {
  scored: { subject: 'was scored', then: 'Only you see its scores until you publish it.' },
  rejected: {
    subject: 'was rejected',
    then: 'The page says which predictions to fix, and how. Then submit them again.',
  },
  failed: {
    subject: 'could not be evaluated',
    then: 'That is not your fault, and it took none of your daily places. The operator of this site can have it evaluated again.',
  },
};

function messageOf(
  to: string,
  { id, number, modelName, candidateName, taskName, publication }: Submission,
  { outcome, origin }: { outcome: { subject: string; then: string }; origin: string },
): Message {
  const then =
    publication === 'published' && outcome.subject === 'was scored' ? 'It stands on the board.' : outcome.then;
  return {
    to,
    subject: `Submission ${number} ${outcome.subject}`,
    text: [
      `Your submission ${number} of ${modelName}, ${candidateName}, for ${taskName} ${outcome.subject}.`,
      then,
      `${origin}/submissions/${id}`,
      `To turn these messages off: ${origin}/me/settings`,
      '',
    ].join('\n\n'),
  };
}
