import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { Rescore, Rescoring } from './evaluation.schema.ts';

/** What the evaluations' door needs behind it. The server implements it. */
export interface RescoringService {
  rescore(principal: Principal, input: Rescore): Promise<Rescoring>;
}

export const evaluationsRouter = (evaluations: RescoringService) =>
  router({
    /** Queues evaluations where a metric has a newer version. The board changes as each one finishes. */
    rescore: procedure('evaluations.rescore')
      .input(Rescore)
      .output(Rescoring)
      .mutation(({ ctx, input }) => evaluations.rescore(ctx.principal, input)),
  });
