import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { ReviewQuery, StoreReview, Verification, VerifyQuery } from './storage.schema.ts';

/** What the storage's door needs behind it. The server implements it. */
export interface StorageService {
  verify(principal: Principal, query: VerifyQuery): Promise<Verification>;
  review(principal: Principal, query: ReviewQuery): Promise<StoreReview>;
}

export const storageRouter = (storage: StorageService) =>
  router({
    /** Reads some stored files and checks that each is there with the bytes of its hash; page by page. */
    verify: procedure('storage.verify')
      .input(VerifyQuery)
      .output(Verification)
      .query(({ ctx, input }) => storage.verify(ctx.principal, input)),
    /** Lists what has lost its counterpart: files without a row, rows without a use, masks without a label file; page by page. */
    review: procedure('storage.review')
      .input(ReviewQuery)
      .output(StoreReview)
      .mutation(({ ctx, input }) => storage.review(ctx.principal, input)),
  });
