import * as z from 'zod';

const Word = z.string().max(80).default('').catch('');

/** What the address of the list of datasets holds. Whatever is invalid falls back to the default; empty stands for all. */
export const DatasetsSearch = z.object({
  /** Words to look for in names, descriptions and facts. */
  q: Word,
  /** What the truths outline; `none` for datasets that outline no cells. */
  object: z.enum(['', 'cell', 'nucleus', 'none']).default('').catch(''),
  modality: Word,
  /** Whether the files may be handed on. */
  licence: z.enum(['', 'free', 'linked']).default('').catch(''),
  /** Whether images of it are here. */
  here: z.enum(['', 'yes', 'no']).default('').catch(''),
});
export type DatasetsSearch = z.infer<typeof DatasetsSearch>;

export const datasetsSearchDefaults: DatasetsSearch = DatasetsSearch.parse({});
