export { assertAccessDeclared, createAppRouter, type AppRouter, type Services } from './app-router.ts';
export type { DatasetsService } from './datasets/datasets.router.ts';
export type { ImagesService } from './images/images.router.ts';
export type { LeaderboardService } from './leaderboard/leaderboard.router.ts';
export type { ModelsService } from './models/models.router.ts';
export { createCallerFactory, type Access, type Caller } from './procedures.ts';
export type { SubmissionsService } from './submissions/submissions.router.ts';
export type { SystemService } from './system/system.router.ts';
export type { TasksService } from './tasks/tasks.router.ts';
