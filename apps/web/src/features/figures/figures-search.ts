import * as z from 'zod/mini';
import { choiceParam, textParam } from '../../search/search-params.ts';

/** What the address of the figures of a board holds beside its task. */
export const FiguresSearch = z.object({
  /** The slice of one dataset; the whole task where it is empty. */
  dataset: textParam(64, /^[a-z0-9-]*$/),
  size: choiceParam(['', 'small', 'medium', 'large']),
  density: choiceParam(['', 'sparse', 'medium', 'dense']),
  contrast: choiceParam(['', 'low', 'medium', 'high']),
  seen: choiceParam(['', 'count']),
});
export type FiguresSearch = z.infer<typeof FiguresSearch>;

export const figuresSearchDefaults: FiguresSearch = FiguresSearch.parse({});
