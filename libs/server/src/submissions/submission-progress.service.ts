import type {
  Principal,
  Submission,
  SubmissionProgress,
  SubmissionQuery,
  SubmissionStage,
  SubmissionStatus,
  WatchSubmission,
} from '@cellboard/contract';
import type { ProgressEvent, SubmissionProgressService as Contract } from '@cellboard/contract/router';
import { ProgressRepository, SubmissionRepository } from '@cellboard/db';
import { EntityManager, RequestContext } from '@mikro-orm/core';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { ATTEMPTS } from '../queue/queue.ts';
import { WaitingLine, type LinePlace } from '../queue/waiting-line.ts';
import { eventOf } from './event-words.ts';
import { noSubmission } from './submission-problems.ts';

/** Time between two looks for a change. */
const LOOK_MS = 750;

/** Says how far submissions are, once or with every change. */
@Injectable()
export class SubmissionProgressService implements Contract, OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(
    private readonly em: EntityManager,
    private readonly submissions: SubmissionRepository,
    private readonly found: ProgressRepository,
    private readonly line: WaitingLine,
  ) {}

  async progress(principal: Principal, { submission: id }: SubmissionQuery): Promise<SubmissionProgress> {
    const submission = await this.submissions.row(principal, id);
    if (!submission?.own) throw noSubmission(id);
    const place = await this.line.placeOf(id);
    const { status, imageCount, scoredCount } = submission;
    const log = await this.found.log(id);
    return {
      ...{ submission: id, status, imageCount, scoredCount },
      ...(await this.waiting(submission, place)),
      stage: stages[status],
      isFinal: stages[status] === 'ended',
      attempt: place.attempt,
      attempts: ATTEMPTS,
      failures: await this.found.failures(id),
      datasets: await this.found.datasets(id, submission.metric),
      log: log.map(eventOf),
    };
  }

  /** The first look is part of the request, so that one for a submission that is hidden is refused like any other. */
  async watch(
    principal: Principal,
    { submission, lastEventId }: WatchSubmission,
    signal: AbortSignal | undefined,
  ): Promise<AsyncIterable<ProgressEvent>> {
    const first = await this.progress(principal, { submission });
    const look = () => RequestContext.create(this.em, () => this.progress(principal, { submission }));
    const ended = AbortSignal.any([this.stopping.signal, ...(signal ? [signal] : [])]);
    return changes(first, { look, last: lastEventId ?? null, ended });
  }

  /** Ends every stream; browsers connect again, to the next server or later. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  private async waiting(
    { status }: Submission,
    { position, imagesAhead }: LinePlace,
  ): Promise<Pick<SubmissionProgress, 'position' | 'expectedStart'>> {
    if (status !== 'queued' || position === null) return { position: null, expectedStart: null };
    const speed = await this.found.speed();
    if (speed === null) return { position, expectedStart: null };
    // To the minute: else every look would be a change.
    const at = Math.ceil((Date.now() + (imagesAhead / speed) * 1000) / 60_000) * 60_000;
    return { position, expectedStart: new Date(at).toISOString() };
  }
}

const stages: Readonly<Record<SubmissionStatus, SubmissionStage>> = {
  open: 'open',
  queued: 'waiting',
  running: 'scoring',
  scored: 'ended',
  rejected: 'ended',
  failed: 'ended',
  cancelled: 'ended',
};

interface Looking {
  readonly look: () => Promise<SubmissionProgress>;
  /** The id of what the caller knows already. */
  readonly last: string | null;
  readonly ended: AbortSignal;
}

/** What is new to the caller, until the submission has ended. The id of an event names what it says. */
async function* changes(
  first: SubmissionProgress,
  { look, last, ended }: Looking,
): AsyncGenerator<ProgressEvent, void> {
  let known = last;
  let now = first;
  for (;;) {
    const id = createHash('sha256').update(JSON.stringify(now)).digest('base64url').slice(0, 22);
    if (id !== known) yield { id, progress: now };
    known = id;
    if (now.isFinal || !(await pause(ended))) return;
    now = await look();
  }
}

/** @returns false where nobody waits any more */
async function pause(ended: AbortSignal): Promise<boolean> {
  try {
    await setTimeout(LOOK_MS, undefined, { signal: ended, ref: false });
    return true;
  } catch {
    return false;
  }
}
