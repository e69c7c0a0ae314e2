import { createAppRouter, type AppRouter, type Caller } from '@cellboard/contract/router';
import {
  DatasetsService,
  ImagesService,
  LeaderboardService,
  ModelsService,
  SubmissionsService,
  SystemService,
  TasksService,
  type OperatorToken,
} from '@cellboard/server';
import type { INestApplicationContext } from '@nestjs/common';
import type { CreateFastifyContextOptions, FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';

/** What a browser asks for at once when a page opens is a handful. */
const MAX_BATCH = 20;

/** One router speaks for all services; its context says who is asking and nothing else. */
export function trpcOptions(
  app: INestApplicationContext,
  token: OperatorToken,
): FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] {
  return {
    router: createAppRouter({
      datasets: app.get(DatasetsService),
      images: app.get(ImagesService),
      leaderboard: app.get(LeaderboardService),
      models: app.get(ModelsService),
      submissions: app.get(SubmissionsService),
      system: app.get(SystemService),
      tasks: app.get(TasksService),
    }),
    maxBatchSize: MAX_BATCH,
    createContext: ({ req }: CreateFastifyContextOptions): Caller => ({
      isOperator: token.isIn(req.headers.authorization),
      requestId: req.id,
    }),
    onError: ({ error, path, req }) => {
      if (error.code === 'INTERNAL_SERVER_ERROR')
        req.log.error({ err: error.cause ?? error, path }, 'procedure failed');
    },
  };
}
