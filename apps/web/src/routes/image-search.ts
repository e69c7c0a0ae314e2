import * as z from 'zod/mini';
import { ImagesSearch } from '../features/images/images-search.ts';
import { viewSearch } from '../viewing/view-search.ts';

/** What the address of an image holds: the list that it is looked at in, and the view. */
export const ImageSearch = z.object({ ...ImagesSearch.shape, ...viewSearch });
export type ImageSearch = z.infer<typeof ImageSearch>;

export const imageSearchDefaults: ImageSearch = ImageSearch.parse({});

/** The part of the search that says in which list the image is looked at. */
export function listPart(search: ImageSearch): ImagesSearch {
  return ImagesSearch.parse(search);
}
