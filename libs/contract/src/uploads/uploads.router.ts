import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { SubmissionQuery } from '../submissions/submission.schema.ts';
import { BeginUpload, Upload, UploadQuery } from './upload.schema.ts';

/** What the uploads' doors need behind them. The server implements it. */
export interface UploadsService {
  begin(principal: Principal, input: BeginUpload): Promise<Upload>;
  latest(principal: Principal, query: SubmissionQuery): Promise<Upload | null>;
  finish(principal: Principal, query: UploadQuery): Promise<Upload>;
  cancel(principal: Principal, query: UploadQuery): Promise<void>;
}

export const uploadsRouter = (uploads: UploadsService) =>
  router({
    /** Makes room for a set of predictions, instead of an earlier one; answers the same upload for the same file. */
    begin: procedure('uploads.begin')
      .input(BeginUpload)
      .output(Upload)
      .mutation(({ ctx, input }) => uploads.begin(ctx.principal, input)),
    /** The newest upload of a submission; null where there is none. */
    latest: procedure('uploads.latest')
      .input(SubmissionQuery)
      .output(Upload.nullable())
      .query(({ ctx, input }) => uploads.latest(ctx.principal, input)),
    /** Has the set checked and its predictions added, once all bytes have arrived. On a finished one it changes nothing. */
    finish: procedure('uploads.finish')
      .input(UploadQuery)
      .output(Upload)
      .mutation(({ ctx, input }) => uploads.finish(ctx.principal, input)),
    /** Deletes what has arrived. On an upload that is finished it changes nothing. */
    cancel: procedure('uploads.cancel')
      .input(UploadQuery)
      .mutation(({ ctx, input }) => uploads.cancel(ctx.principal, input)),
  });
