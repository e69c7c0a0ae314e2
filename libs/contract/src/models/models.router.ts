import * as z from 'zod';
import type { Principal } from '../access/principal.ts';
import { pageOf, type Page } from '../page.ts';
import { procedure, router } from '../procedures.ts';
import { AssignModel, DeclareSources, Model, ModelQuery, ModelResult, ModelsQuery, NewModel } from './model.schema.ts';

/** What the models' doors need behind them. The server implements it. */
export interface ModelsService {
  list(principal: Principal, query: ModelsQuery): Promise<Page<Model>>;
  get(principal: Principal, query: ModelQuery): Promise<Model>;
  results(principal: Principal, query: ModelQuery): Promise<ModelResult[]>;
  create(principal: Principal, input: NewModel): Promise<Model>;
  declare(principal: Principal, input: DeclareSources): Promise<Model>;
  assign(principal: Principal, input: AssignModel): Promise<Model>;
}

export const modelsRouter = (models: ModelsService) =>
  router({
    /** Every model with its candidates, by name. */
    list: procedure('models.list')
      .input(ModelsQuery)
      .output(pageOf(Model))
      .query(({ ctx, input }) => models.list(ctx.principal, input)),
    get: procedure('models.get')
      .input(ModelQuery)
      .output(Model)
      .query(({ ctx, input }) => models.get(ctx.principal, input)),
    /** Where a model's candidates stand, by task, dataset and candidate. */
    results: procedure('models.results')
      .input(ModelQuery)
      .output(z.array(ModelResult))
      .query(({ ctx, input }) => models.results(ctx.principal, input)),
    /** Makes a model with its first candidate, or adds a candidate to your model. The same request again changes nothing. */
    create: procedure('models.create')
      .input(NewModel)
      .output(Model)
      .mutation(({ ctx, input }) => models.create(ctx.principal, input)),
    /** Corrects what weights were trained on. Boards follow at once. */
    declare: procedure('models.declare')
      .input(DeclareSources)
      .output(Model)
      .mutation(({ ctx, input }) => models.declare(ctx.principal, input)),
    /** Gives a model, with its submissions, to a team that you are a member of; or to yourself, from a team that you own. */
    assign: procedure('models.assign')
      .input(AssignModel)
      .output(Model)
      .mutation(({ ctx, input }) => models.assign(ctx.principal, input)),
  });
