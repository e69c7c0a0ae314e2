import * as z from 'zod';
import { operatorProcedure, publicProcedure, router } from '../procedures.ts';
import { NewSubmission, Submission, SubmissionFiles, SubmissionQuery, SubmissionsQuery } from './submission.schema.ts';

/** What the submissions' doors need behind them. The server implements it. */
export interface SubmissionsService {
  list(query: SubmissionsQuery): Promise<Submission[]>;
  get(query: SubmissionQuery): Promise<Submission>;
  files(query: SubmissionQuery): Promise<SubmissionFiles>;
  create(input: NewSubmission): Promise<Submission>;
  close(query: SubmissionQuery): Promise<Submission>;
  requeue(query: SubmissionQuery): Promise<Submission>;
}

export const submissionsRouter = (submissions: SubmissionsService) =>
  router({
    /** Newest first. */
    list: publicProcedure
      .input(SubmissionsQuery)
      .output(z.array(Submission))
      .query(({ input }) => submissions.list(input)),
    get: publicProcedure
      .input(SubmissionQuery)
      .output(Submission)
      .query(({ input }) => submissions.get(input)),
    files: operatorProcedure
      .input(SubmissionQuery)
      .output(SubmissionFiles)
      .query(({ input }) => submissions.files(input)),
    /** Opens a submission, or answers the one that is still open for that task and checkpoint. */
    create: operatorProcedure
      .input(NewSubmission)
      .output(Submission)
      .mutation(({ input }) => submissions.create(input)),
    /** Takes no more predictions and queues the evaluation. Images without a prediction are scored as empty. */
    close: operatorProcedure
      .input(SubmissionQuery)
      .output(Submission)
      .mutation(({ input }) => submissions.close(input)),
    /** Evaluates a rejected submission once more, as where the fault was the site's. Asked again while it waits or runs, it changes nothing. */
    requeue: operatorProcedure
      .input(SubmissionQuery)
      .output(Submission)
      .mutation(({ input }) => submissions.requeue(input)),
  });
