import type { Principal } from '../access/principal.ts';
import { procedure, router } from '../procedures.ts';
import { CellSizes, CellSliceQuery, CellsPage, CellsQuery, ImageCellsQuery } from './cell.schema.ts';

/** What the cells' doors need behind them. The server implements it. */
export interface CellsService {
  list(principal: Principal, query: CellsQuery): Promise<CellsPage>;
  ofImage(principal: Principal, query: ImageCellsQuery): Promise<CellsPage>;
  bySize(principal: Principal, query: CellSliceQuery): Promise<CellSizes>;
}

export const cellsRouter = (cells: CellsService) =>
  router({
    /** Cells of a result on a board, the worst first unless asked otherwise; page by page. */
    list: procedure('cells.list')
      .input(CellsQuery)
      .output(CellsPage)
      .query(({ ctx, input }) => cells.list(ctx.principal, input)),
    /** The cells of one image, by number. */
    ofImage: procedure('cells.ofImage')
      .input(ImageCellsQuery)
      .output(CellsPage)
      .query(({ ctx, input }) => cells.ofImage(ctx.principal, input)),
    /** How many cells of each size were found. */
    bySize: procedure('cells.bySize')
      .input(CellSliceQuery)
      .output(CellSizes)
      .query(({ ctx, input }) => cells.bySize(ctx.principal, input)),
  });
