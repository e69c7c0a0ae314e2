import * as z from 'zod';

/** Longest sides in pixels in which small pictures of images are drawn. */
export const pictureSides = [160, 320] as const;

/** One of them, also as text in an address. */
export const PictureSide = z
  .union([z.literal([...pictureSides]), z.literal(pictureSides.map(String)).transform(Number)])
  .pipe(z.literal([...pictureSides], 'Use the side 160 or 320.'));
export type PictureSide = (typeof pictureSides)[number];
