import { procedure, router } from '../procedures.ts';
import {
  CloseSubmission,
  NewSubmission,
  Submission,
  SubmissionQuery,
  WithdrawSubmission,
} from './submission.schema.ts';
import type { SubmissionsService } from './submissions.router.ts';

/** What changes submissions; what is read of them is in `submissions.router.ts`. */
export const submissionsRouter = (submissions: SubmissionsService) =>
  router({
    /** Opens a submission, or answers yours that is still open for that task and candidate. */
    create: procedure('submissions.create')
      .input(NewSubmission)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.create(ctx.principal, input)),
    /**
     * Takes no more predictions and queues an evaluation for every dataset with predictions. Images of such a dataset
     * without a prediction are scored as empty. It takes one of your daily places for the task.
     */
    close: procedure('submissions.close')
      .input(CloseSubmission)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.close(ctx.principal, input)),
    /** Lets everyone see a closed submission: its scores stand on the boards, now or as soon as there are any. */
    publish: procedure('submissions.publish')
      .input(SubmissionQuery)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.publish(ctx.principal, input)),
    /** Makes a published submission private: it leaves the boards, and what stood there before it returns. */
    withdraw: procedure('submissions.withdraw')
      .input(WithdrawSubmission)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.withdraw(ctx.principal, input)),
    /** Ends a submission that is open, waits or is being evaluated. */
    cancel: procedure('submissions.cancel')
      .input(WithdrawSubmission)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.cancel(ctx.principal, input)),
    /** Evaluates again what was rejected or failed. While an evaluation waits or runs, it changes nothing. */
    requeue: procedure('submissions.requeue')
      .input(SubmissionQuery)
      .output(Submission)
      .mutation(({ ctx, input }) => submissions.requeue(ctx.principal, input)),
  });
