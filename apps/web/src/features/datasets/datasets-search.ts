import * as z from 'zod/mini';
import { choiceParam, textParam } from '../../search/search-params.ts';

/** What the address of the list of datasets holds. Invalid values fall back to the default; an empty one means all. */
export const DatasetsSearch = z.object({
  /** Words to look for in names, descriptions and facts. */
  q: textParam(80),
  /** What the truths outline; `barred` for datasets that cannot be used. */
  object: choiceParam(['', 'cell', 'nucleus', 'barred']),
  modality: textParam(80),
  /** Who may give the files to others. */
  licence: choiceParam(['', 'free', 'noncommercial', 'linked', 'unknown', 'unverified']),
  stain: textParam(80),
  /** How many images it has: fewer than 100, up to 1,000, or more. */
  size: choiceParam(['', 'small', 'medium', 'large']),
  /** Whether its images are on this site. */
  here: choiceParam(['', 'yes', 'no']),
  sort: choiceParam(['name', 'images', 'year']),
});
export type DatasetsSearch = z.infer<typeof DatasetsSearch>;

export const datasetsSearchDefaults: DatasetsSearch = DatasetsSearch.parse({});
