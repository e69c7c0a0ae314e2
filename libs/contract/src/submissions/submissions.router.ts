import { tracked } from '@trpc/server';
import * as z from 'zod';
import type { Principal } from '../access/principal.ts';
import { pageOf, type Page } from '../page.ts';
import { procedure, router } from '../procedures.ts';
import { SubmissionProgress, WatchSubmission } from './submission-progress.schema.ts';
import {
  type CloseSubmission,
  type NewSubmission,
  OwnSubmissionsQuery,
  PublicSubmission,
  Submission,
  SubmissionFile,
  SubmissionFilesQuery,
  SubmissionPlace,
  SubmissionPlacesQuery,
  SubmissionQuery,
  SubmissionQuota,
  SubmissionsQuery,
  type WithdrawSubmission,
} from './submission.schema.ts';

/** What the submissions' doors need behind them. The server implements it. */
export interface SubmissionsService {
  list(principal: Principal, query: SubmissionsQuery): Promise<Page<PublicSubmission>>;
  mine(principal: Principal, query: OwnSubmissionsQuery): Promise<Page<Submission>>;
  get(principal: Principal, query: SubmissionQuery): Promise<Submission>;
  places(principal: Principal, query: SubmissionPlacesQuery): Promise<SubmissionPlace[]>;
  quota(principal: Principal): Promise<SubmissionQuota>;
  files(principal: Principal, query: SubmissionFilesQuery): Promise<Page<SubmissionFile>>;
  create(principal: Principal, input: NewSubmission): Promise<Submission>;
  close(principal: Principal, input: CloseSubmission): Promise<Submission>;
  publish(principal: Principal, query: SubmissionQuery): Promise<Submission>;
  withdraw(principal: Principal, input: WithdrawSubmission): Promise<Submission>;
  cancel(principal: Principal, input: WithdrawSubmission): Promise<Submission>;
  requeue(principal: Principal, query: SubmissionQuery): Promise<Submission>;
}

/** What a submission has come to, under an id that names what it says. */
export interface ProgressEvent {
  readonly id: string;
  readonly progress: SubmissionProgress;
}

/** What the doors to the progress of submissions need behind them. The server implements it. */
export interface SubmissionProgressService {
  progress(principal: Principal, query: SubmissionQuery): Promise<SubmissionProgress>;
  watch(
    principal: Principal,
    query: WatchSubmission,
    /** An `AbortSignal`, for which this library has no type: it aborts when nobody listens any more. */
    signal: object | undefined,
  ): Promise<AsyncIterable<ProgressEvent>>;
}

/** What is read of submissions; what changes them is in `submission-changes.router.ts`. */
export const submissionsRouter = (submissions: SubmissionsService, live: SubmissionProgressService) =>
  router({
    /** What everyone may know of published ones, newest first. */
    list: procedure('submissions.list')
      .input(SubmissionsQuery)
      .output(pageOf(PublicSubmission))
      .query(({ ctx, input }) => submissions.list(ctx.principal, input)),
    /** Your own submissions, newest first; an admin's list holds all. */
    mine: procedure('submissions.mine')
      .input(OwnSubmissionsQuery)
      .output(pageOf(Submission))
      .query(({ ctx, input }) => submissions.mine(ctx.principal, input)),
    /** One of your own, or a published one. */
    get: procedure('submissions.get')
      .input(SubmissionQuery)
      .output(Submission)
      .query(({ ctx, input }) => submissions.get(ctx.principal, input)),
    /** Where submissions stand on the boards now, by submission and dataset; those that stand on none are left out. */
    places: procedure('submissions.places')
      .input(SubmissionPlacesQuery)
      .output(z.array(SubmissionPlace))
      .query(({ ctx, input }) => submissions.places(ctx.principal, input)),
    quota: procedure('submissions.quota')
      .output(SubmissionQuota)
      .query(({ ctx }) => submissions.quota(ctx.principal)),
    /** The images of the task, by dataset and name, each with the hash of its prediction. */
    files: procedure('submissions.files')
      .input(SubmissionFilesQuery)
      .output(pageOf(SubmissionFile))
      .query(({ ctx, input }) => submissions.files(ctx.principal, input)),
    /** How far one of your submissions is. Ask every few seconds where `watch` cannot be used. */
    progress: procedure('submissions.progress')
      .input(SubmissionQuery)
      .output(SubmissionProgress)
      .query(({ ctx, input }) => live.progress(ctx.principal, input)),
    /** The same as a stream of events: one now, and one with every change, until it has ended. */
    watch: procedure('submissions.watch')
      .input(WatchSubmission)
      .subscription(async ({ ctx, input, signal }) => named(await live.watch(ctx.principal, input, signal))),
  });

/** Events under their ids, by which a connection that broke off resumes. */
async function* named(events: AsyncIterable<ProgressEvent>) {
  for await (const { id, progress } of events) yield tracked(id, progress);
}
