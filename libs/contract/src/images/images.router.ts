import { publicProcedure, router } from '../procedures.ts';
import { ImagesPage, ImagesQuery } from './image.schema.ts';

/** What the gallery's door needs behind it. The server implements it. */
export interface ImagesService {
  list(query: ImagesQuery): Promise<ImagesPage>;
}

export const imagesRouter = (images: ImagesService) =>
  router({
    /** Images of published datasets, with the cell types to choose from. */
    list: publicProcedure
      .input(ImagesQuery)
      .output(ImagesPage)
      .query(({ input }) => images.list(input)),
  });
