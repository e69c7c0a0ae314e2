import * as z from 'zod/mini';
import { readRanges } from '@cellboard/contract';
import { choiceParam, textOr, textParam, wholeParam } from '../../search/search-params.ts';

/** Fewest and most images on the page; the slider ends where a page of the server does. */
export const imageLimits = { min: 6, max: 10_000 } as const;
export const imagesBySlider = 200;
/** Narrowest and widest tiles, in CSS pixels. */
export const tileLimits = { min: 100, max: 320 } as const;

/** The orders of images. */
export const imageSorts = ['name', 'fewest', 'most', 'best', 'worst', 'disagreement', 'random'] as const;
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
  /** Width of a tile in CSS pixels. */
  tile: wholeParam(212, tileLimits),
  sort: choiceParam(imageSorts),
  /** Whose scores sort the images, as `model/candidate`, and which. */
  by: textParam(129, /^(?:[a-z0-9-]+\/[a-z0-9-]+)?$/),
  metric: textParam(40, /^[a-zA-Z0-9@.]*$/),
  /** Of the random order. */
  seed: wholeParam(1, { min: 0, max: 2_147_483_647 }),
  /** `type`: images of one cell type stand together. */
  group: choiceParam(['', 'type']),
  /** `none`, `truth`, or a candidate as `model/candidate`. */
  overlay: textOr('truth', 129, /^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/),
  /** `truth`: the truth lies over the images together with a prediction. */
  with: choiceParam(['', 'truth']),
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
