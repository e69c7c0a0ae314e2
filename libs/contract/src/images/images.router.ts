import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import {
  FingerprintedImages,
  FingerprintImages,
  ImagesPage,
  ImagesQuery,
  TagImages,
  TaggedImages,
} from './image.schema.ts';

/** What the images' doors need behind them. The server implements it. */
export interface ImagesService {
  list(principal: Principal, query: ImagesQuery): Promise<ImagesPage>;
  tag(principal: Principal, input: TagImages): Promise<TaggedImages>;
  fingerprint(principal: Principal, input: FingerprintImages): Promise<FingerprintedImages>;
}

export const imagesRouter = (images: ImagesService) =>
  router({
    /** Images of published datasets, with the cell types to choose from. */
    list: procedure('images.list')
      .input(ImagesQuery)
      .output(ImagesPage)
      .query(({ ctx, input }) => images.list(ctx.principal, input)),
    /** Changes tags of images. Nothing that scores depend on can be changed. */
    tag: procedure('images.tag')
      .input(TagImages)
      .output(TaggedImages)
      .mutation(({ ctx, input }) => images.tag(ctx.principal, input)),
    /** Takes the missing fingerprints of some images, by which pictures are found again. */
    fingerprint: procedure('images.fingerprint')
      .input(FingerprintImages)
      .output(FingerprintedImages)
      .mutation(({ ctx, input }) => images.fingerprint(ctx.principal, input)),
  });
