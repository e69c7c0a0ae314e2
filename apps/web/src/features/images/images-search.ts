import * as z from 'zod/mini';
import { readRanges } from '@cellboard/contract';
import { choiceParam, textOr, textParam, wholeParam } from '../../search/search-params.ts';

/** Fewest and most images on the page. */
export const imageLimits = { min: 6, max: 200 } as const;
/** Weakest and strongest overlay, in per cent. */
export const strengthLimits = { min: 10, max: 100 } as const;

const slug = /^[a-z0-9-]*$/;

const isRanges = (text: string): boolean => readRanges(text) !== undefined;

/** What the address of the images holds. Invalid values fall back to the default; an empty one means all. */
export const ImagesSearch = z.object({
  /** A task's slug. */
  task: textParam(64, slug),
  /** A dataset's slug. */
  dataset: textParam(64, slug),
  /** A cell type. */
  type: textParam(80),
  modality: textParam(80),
  stain: textParam(80),
  tissue: textParam(80),
  /** The part of its dataset that the authors put an image into. */
  split: textParam(80),
  /** By the median diameter of the cells. */
  size: choiceParam(['', 'small', 'medium', 'large']),
  density: choiceParam(['', 'sparse', 'medium', 'dense']),
  contrast: choiceParam(['', 'low', 'medium', 'high']),
  /** Ranges of figures, such as `diameter:10..12`. */
  within: z.catch(z._default(z.string().check(z.maxLength(400), z.refine(isRanges)), ''), ''),
  /** Most images on the page. */
  n: wholeParam(24, imageLimits),
  /** `none`, `truth`, or a candidate as `model/candidate`. */
  overlay: textOr('truth', 129, /^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/),
  /** Strength of the overlay in per cent. */
  strength: wholeParam(80, strengthLimits),
});
export type ImagesSearch = z.infer<typeof ImagesSearch>;

export const imagesSearchDefaults: ImagesSearch = ImagesSearch.parse({});

/** The filters of the images: everything that narrows them beside task and dataset. */
export const imageFilters = ['type', 'modality', 'stain', 'tissue', 'split', 'size', 'density', 'contrast'] as const;

/** The filters, each without a choice. */
export const noFilters = Object.fromEntries([...imageFilters, 'within'].map((filter) => [filter, ''])) as Pick<
  ImagesSearch,
  (typeof imageFilters)[number] | 'within'
> & { readonly size: ''; readonly density: ''; readonly contrast: '' };
