import * as z from 'zod/mini';
import { textParam } from '../../search/search-params.ts';

/** What the address of the list of metrics holds. Invalid values fall back to the default. */
export const MetricsSearch = z.object({
  /** Words to look for: in ids, names, questions and descriptions. */
  q: textParam(80),
});
export type MetricsSearch = z.infer<typeof MetricsSearch>;

export const metricsSearchDefaults: MetricsSearch = MetricsSearch.parse({});
