import * as z from 'zod/mini';
import { choiceParam, textParam } from '../../search/search-params.ts';

/** What the address of the list of boards holds. Invalid values fall back to the default; an empty one means all. */
export const BoardsSearch = z.object({
  /** Words to look for in tasks, datasets and models. */
  q: textParam(80),
  /** What is outlined. */
  object: choiceParam(['', 'cell', 'nucleus']),
  modality: textParam(80),
  stain: textParam(80),
  /** By the median diameter of the cells of some of its images. */
  size: choiceParam(['', 'small', 'medium', 'large']),
  density: choiceParam(['', 'sparse', 'medium', 'dense']),
  contrast: choiceParam(['', 'low', 'medium', 'high']),
  sort: choiceParam(['name', 'images', 'models', 'newest']),
});
export type BoardsSearch = z.infer<typeof BoardsSearch>;

export const boardsSearchDefaults: BoardsSearch = BoardsSearch.parse({});
