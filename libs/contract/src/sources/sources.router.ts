import type { Principal } from '../access/principal.ts';
import { pageOf, type Page } from '../page.ts';
import { procedure, router } from '../procedures.ts';
import { Source, SourcesQuery } from './source.schema.ts';

/** What the sources' doors need behind them. The server implements it. */
export interface SourcesService {
  list(principal: Principal, query: SourcesQuery): Promise<Page<Source>>;
}

export const sourcesRouter = (sources: SourcesService) =>
  router({
    /** The vocabulary of sources, by slug. */
    list: procedure('sources.list')
      .input(SourcesQuery)
      .output(pageOf(Source))
      .query(({ ctx, input }) => sources.list(ctx.principal, input)),
  });
