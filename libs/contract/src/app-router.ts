import { datasetsRouter, type DatasetsService } from './datasets/datasets.router.ts';
import { imagesRouter, type ImagesService } from './images/images.router.ts';
import { leaderboardRouter, type LeaderboardService } from './leaderboard/leaderboard.router.ts';
import { modelsRouter, type ModelsService } from './models/models.router.ts';
import { router } from './procedures.ts';
import { submissionsRouter, type SubmissionsService } from './submissions/submissions.router.ts';
import { systemRouter, type SystemService } from './system/system.router.ts';
import { tasksRouter, type TasksService } from './tasks/tasks.router.ts';

/** What the doors need behind them. */
export interface Services {
  readonly datasets: DatasetsService;
  readonly images: ImagesService;
  readonly leaderboard: LeaderboardService;
  readonly models: ModelsService;
  readonly submissions: SubmissionsService;
  readonly system: SystemService;
  readonly tasks: TasksService;
}

/**
 * Every procedure of the application.
 *
 * @throws Error if a procedure does not declare who may call it
 */
export function createAppRouter(services: Services) {
  const app = router({
    datasets: datasetsRouter(services.datasets),
    images: imagesRouter(services.images),
    leaderboard: leaderboardRouter(services.leaderboard),
    models: modelsRouter(services.models),
    submissions: submissionsRouter(services.submissions),
    system: systemRouter(services.system),
    tasks: tasksRouter(services.tasks),
  });
  assertAccessDeclared(app._def.procedures);
  return app;
}
export type AppRouter = ReturnType<typeof createAppRouter>;

/** Refuses a table of procedures in which one does not say who may call it. */
export function assertAccessDeclared(procedures: object): void {
  for (const [path, procedure] of Object.entries(procedures) as [string, { _def: { meta?: { access?: unknown } } }][]) {
    if (procedure._def.meta?.access === undefined) {
      throw new Error(
        `The procedure ${path} does not declare who may call it. Build it on publicProcedure or operatorProcedure.`,
      );
    }
  }
}
