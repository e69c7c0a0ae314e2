import * as z from 'zod';
import { operatorProcedure, publicProcedure, router } from '../procedures.ts';
import { Model, ModelQuery, NewModel } from './model.schema.ts';

/** What the models' doors need behind them. The server implements it. */
export interface ModelsService {
  list(): Promise<Model[]>;
  get(query: ModelQuery): Promise<Model>;
  create(input: NewModel): Promise<Model>;
}

export const modelsRouter = (models: ModelsService) =>
  router({
    /** Every model with its checkpoints, by name. */
    list: publicProcedure.output(z.array(Model)).query(() => models.list()),
    get: publicProcedure
      .input(ModelQuery)
      .output(Model)
      .query(({ input }) => models.get(input)),
    /** Makes a model with its first checkpoint, or adds a checkpoint to the model of that slug. The same words again change nothing. */
    create: operatorProcedure
      .input(NewModel)
      .output(Model)
      .mutation(({ input }) => models.create(input)),
  });
