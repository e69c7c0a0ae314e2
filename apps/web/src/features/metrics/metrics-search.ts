import * as z from 'zod';

/** What the address of the list of metrics holds. Whatever is invalid falls back to the default. */
export const MetricsSearch = z.object({
  /** Words to look for in id, name, group and description. */
  q: z.string().max(80).default('').catch(''),
});
export type MetricsSearch = z.infer<typeof MetricsSearch>;

export const metricsSearchDefaults: MetricsSearch = MetricsSearch.parse({});
