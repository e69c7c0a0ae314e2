import * as z from 'zod';

/** What the address of the list of models holds. Whatever is invalid falls back to the default; empty stands for all. */
export const ModelsSearch = z.object({
  /** Words to look for in names, developers, descriptions and facts. */
  q: z.string().max(80).default('').catch(''),
  /** What the model outlines. */
  object: z.enum(['', 'cell', 'nucleus']).default('').catch(''),
  /** Whether its weights can be had. */
  weights: z.enum(['', 'yes', 'no', 'unknown']).default('').catch(''),
  /** Whether it can be ranked. */
  ranked: z.enum(['', 'yes', 'no']).default('').catch(''),
});
export type ModelsSearch = z.infer<typeof ModelsSearch>;

export const modelsSearchDefaults: ModelsSearch = ModelsSearch.parse({});
