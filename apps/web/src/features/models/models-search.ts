import * as z from 'zod/mini';
import { choiceParam, textParam } from '../../search/search-params.ts';

/** What the address of the list of models holds. Invalid values fall back to the default; an empty one means all. */
export const ModelsSearch = z.object({
  /** Words to look for in names, developers, descriptions, training data and facts. */
  q: textParam(80),
  /** What the model outlines. */
  object: choiceParam(['', 'cell', 'nucleus']),
  /** Whether its weights are available. */
  weights: choiceParam(['', 'yes', 'no', 'unknown']),
  /** Whether it is on a board here. */
  results: choiceParam(['', 'yes', 'no']),
  /** Whether it can be ranked. */
  ranked: choiceParam(['', 'yes', 'no']),
  sort: choiceParam(['name', 'year']),
});
export type ModelsSearch = z.infer<typeof ModelsSearch>;

export const modelsSearchDefaults: ModelsSearch = ModelsSearch.parse({});

/** What the address of a model holds beside its names. */
export const ModelSearch = z.object({
  /** In addresses of early releases: the slug or id of a candidate. */
  checkpoint: textParam(80),
});

export const modelSearchDefaults = ModelSearch.parse({});
