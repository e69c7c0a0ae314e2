import type { Rows } from '../layouts/layout.fixture.ts';

/** An image of 6×4 pixels, for every COCO test. */
export const image: Rows = Array.from({ length: 4 }, () => [9, 9, 9, 9, 9, 9]);

/** An annotation of a rectangle, as [x, y, width, height]; without `area`, as EVICAN has them. */
export const box = (image_id: number, [x, y, w, h]: readonly [number, number, number, number], more: object = {}) => ({
  image_id,
  category_id: 1,
  segmentation: [[x, y, x + w, y, x + w, y + h, x, y + h]],
  ...more,
});

/** A row of the list of images. */
export const listed = (id: number, file_name: string) => ({ id, file_name, width: 6, height: 4 });

/** A COCO file. */
export function cocoFile(
  images: object[],
  annotations: object[],
  categories: object[] = [{ id: 1, name: 'cell' }],
): string {
  return JSON.stringify({ images, categories, annotations: annotations.map((one, i) => ({ id: i + 1, ...one })) });
}
