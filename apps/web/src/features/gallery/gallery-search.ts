import * as z from 'zod';

/** Fewest and most images the gallery shows at once. */
export const imageLimits = { min: 6, max: 200 } as const;

/** What the address of a gallery holds. Whatever is invalid falls back to the default. */
export const GallerySearch = z.object({
  /** A task's slug; empty for the images of every dataset. */
  task: z.string().max(64).default('').catch(''),
  /** A cell type; empty for all. */
  type: z.string().max(80).default('').catch(''),
  /** Most images on the page. */
  n: z.coerce.number().int().min(imageLimits.min).max(imageLimits.max).default(24).catch(24),
  /** `none`, `truth` or a candidate's id. */
  overlay: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .max(64)
    .default('truth')
    .catch('truth'),
  /** Strength of the overlay in per cent. */
  strength: z.coerce.number().int().min(10).max(100).default(80).catch(80),
});
export type GallerySearch = z.infer<typeof GallerySearch>;

export const gallerySearchDefaults: GallerySearch = GallerySearch.parse({});
