import type { Principal } from '../access/principal.ts';
import { pageOf, type Page } from '../page.ts';
import { procedure, router } from '../procedures.ts';
import {
  NewSubmission,
  PublicSubmission,
  Submission,
  SubmissionFile,
  SubmissionFilesQuery,
  SubmissionQuery,
  SubmissionsQuery,
  WithdrawSubmission,
} from './submission.schema.ts';

/** What the submissions' doors need behind them. The server implements it. */
export interface SubmissionsService {
  list(principal: Principal, query: SubmissionsQuery): Promise<Page<PublicSubmission>>;
  mine(principal: Principal, query: SubmissionsQuery): Promise<Page<Submission>>;
  get(principal: Principal, query: SubmissionQuery): Promise<Submission>;
  files(principal: Principal, query: SubmissionFilesQuery): Promise<Page<SubmissionFile>>;
  create(principal: Principal, input: NewSubmission): Promise<Submission>;
  close(principal: Principal, query: SubmissionQuery): Promise<Submission>;
  withdraw(principal: Principal, input: WithdrawSubmission): Promise<Submission>;
  requeue(principal: Principal, query: SubmissionQuery): Promise<Submission>;
}

export const submissionsRouter = (submissions: SubmissionsService) =>
  router({
    /** What everyone may know, newest first. */
    list: procedure('submissions.list')
      .input(SubmissionsQuery)
      .output(pageOf(PublicSubmission))
      .query(({ ctx, input }) => submissions.list(ctx.principal, input)),
    /** Your own submissions, newest first; an admin's list holds all. */
    mine: procedure('submissions.mine')
      .input(SubmissionsQuery)
      .output(pageOf(Submission))
      .query(({ ctx, input }) => submissions.mine(ctx.principal, input)),
    get: procedure('submissions.get')
      .input(SubmissionQuery)
      .output(Submission)
      .query(({ ctx, input }) => submissions.get(ctx.principal, input)),
    /** The images of the task, by dataset and name, each with the hash of its prediction. */
    files: procedure('submissions.files')
      .input(SubmissionFilesQuery)
      .output(pageOf(SubmissionFile))
      .query(({ ctx, input }) => submissions.files(ctx.principal, input)),
    /** Opens a submission, or answers yours that is still open for that task and candidate. */
    create: procedure('submissions.create')
      .input(NewSubmission)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.create(ctx.principal, input)),
    /**
     * Takes no more predictions and queues an evaluation for every dataset with predictions. Images of such a dataset
     * without a prediction are scored as empty.
     */
    close: procedure('submissions.close')
      .input(SubmissionQuery)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.close(ctx.principal, input)),
    /** Takes a submission back: it leaves the board, and what stood there before it returns. */
    withdraw: procedure('submissions.withdraw')
      .input(WithdrawSubmission)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.withdraw(ctx.principal, input)),
    /** Evaluates again what was rejected or failed. While an evaluation waits or runs, it changes nothing. */
    requeue: procedure('submissions.requeue')
      .input(SubmissionQuery)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.requeue(ctx.principal, input)),
  });
