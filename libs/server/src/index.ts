export { DatasetsService } from './datasets/datasets.service.ts';
export { ImageUploadsService, type ImageUpload } from './datasets/image-uploads.service.ts';
export { DemoService, type DemoStatus } from './demo/demo.service.ts';
export { ImagesService } from './images/images.service.ts';
export { PicturesService, type Picture } from './images/pictures.service.ts';
export { LeaderboardService } from './leaderboard/leaderboard.service.ts';
export { ModelsService } from './models/models.service.ts';
export { OperatorToken } from './operator/operator-token.ts';
export { evaluateChunk } from './queue/jobs.ts';
export { Queue, type JobCounts } from './queue/queue.ts';
export { type Resources } from './resources.module.ts';
export { ServerModule } from './server.module.ts';
export {
  FileStore,
  type FileContents,
  type Receive,
  type ReceivedFile,
  type StoredFile,
} from './storage/file-store.ts';
export { LocalFileStore } from './storage/local-file-store.ts';
export { PredictionUploadsService } from './submissions/prediction-uploads.service.ts';
export { SubmissionsService } from './submissions/submissions.service.ts';
export { ServerSettings, type Settings } from './system/server-settings.ts';
export { SystemService } from './system/system.service.ts';
export { TasksService } from './tasks/tasks.service.ts';
