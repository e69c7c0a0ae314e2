import * as z from 'zod/mini';
import { textOr, textParam, wholeParam } from '../../search/search-params.ts';

/** Fewest and most images on the page. */
export const imageLimits = { min: 6, max: 200 } as const;
/** Weakest and strongest overlay, in per cent. */
export const strengthLimits = { min: 10, max: 100 } as const;

const slug = /^[a-z0-9-]*$/;

/** What the address of the images holds. Invalid values fall back to the default; an empty one means all. */
export const ImagesSearch = z.object({
  /** A task's slug. */
  task: textParam(64, slug),
  /** A dataset's slug. */
  dataset: textParam(64, slug),
  /** A cell type. */
  type: textParam(80),
  modality: textParam(80),
  /** Most images on the page. */
  n: wholeParam(24, imageLimits),
  /** `none`, `truth`, or a candidate as `model/candidate`. */
  overlay: textOr('truth', 129, /^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/),
  /** Strength of the overlay in per cent. */
  strength: wholeParam(80, strengthLimits),
});
export type ImagesSearch = z.infer<typeof ImagesSearch>;

export const imagesSearchDefaults: ImagesSearch = ImagesSearch.parse({});
