import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import {
  ImageDetails,
  ImageQuery,
  ImageResults,
  ImageTable,
  ImageTableQuery,
  Neighbours,
  NeighboursQuery,
  ReportedProblem,
  ReportProblem,
} from './image-page.schema.ts';
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
  get(principal: Principal, query: ImageQuery): Promise<ImageDetails>;
  results(principal: Principal, query: ImageQuery): Promise<ImageResults>;
  table(principal: Principal, query: ImageTableQuery): Promise<ImageTable>;
  neighbours(principal: Principal, query: NeighboursQuery): Promise<Neighbours>;
  reportProblem(principal: Principal, input: ReportProblem): Promise<ReportedProblem>;
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
    /** One image with what its page says of it. */
    get: procedure('images.get')
      .input(ImageQuery)
      .output(ImageDetails)
      .query(({ ctx, input }) => images.get(ctx.principal, input)),
    /** What the candidates on the boards made of one image. */
    results: procedure('images.results')
      .input(ImageQuery)
      .output(ImageResults)
      .query(({ ctx, input }) => images.results(ctx.principal, input)),
    /** What some candidates made of the images of a task, page by page. */
    table: procedure('images.table')
      .input(ImageTableQuery)
      .output(ImageTable)
      .query(({ ctx, input }) => images.table(ctx.principal, input)),
    /** The images before and after one, in the same query and order as `list`. */
    neighbours: procedure('images.neighbours')
      .input(NeighboursQuery)
      .output(Neighbours)
      .query(({ ctx, input }) => images.neighbours(ctx.principal, input)),
    /** Tells the curators what looks wrong with an image. The same report again changes nothing. */
    reportProblem: procedure('images.reportProblem')
      .input(ReportProblem)
      .output(ReportedProblem)
      .mutation(({ ctx, input }) => images.reportProblem(ctx.principal, input)),
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
