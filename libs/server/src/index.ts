export { AccountsService } from './accounts/accounts.service.ts';
export { FirstAdmin } from './accounts/first-admin.ts';
export { Passkeys } from './accounts/passkeys.ts';
export { Postbox } from './accounts/postbox.ts';
export { newSecret } from './accounts/secrets.ts';
export { sessionAge, Sessions } from './accounts/sessions.ts';
export { SignIns } from './accounts/sign-ins.ts';
export { Throttles, type Limit } from './accounts/throttles.ts';
export { SubmissionProgressService } from './submissions/submission-progress.service.ts';
export { OperatorToken } from './access/operator-token.ts';
export { CROISSANT } from './datasets/croissant.ts';
export { DatasetDescriptionsService, type DatasetFileContents } from './datasets/dataset-descriptions.service.ts';
export { CellDownloads, type CellDownload } from './cells/cell-downloads.service.ts';
export { ImageUploadsService, type ImageUpload } from './datasets/image-uploads.service.ts';
export { loggedError } from './logging/logged-error.ts';
export { describeMetric } from './metrics/describe-metric.ts';
export { ImageFilesService, type Download, type ImageFile } from './pictures/image-files.service.ts';
export { PicturesService, type Picture } from './pictures/pictures.service.ts';
export { ReceiptsService } from './receipts/receipts.service.ts';
export { evaluateChunk } from './queue/jobs.ts';
export { Queue, type JobCounts } from './queue/queue.ts';
export { type Resources } from './resources.module.ts';
export { routerServices } from './router-services.ts';
export { ServerModule } from './server.module.ts';
export {
  EnvError,
  readSiteEnv,
  readWorkerEnv,
  settingsOf,
  type SiteEnv,
  type WorkerEnv,
} from './settings/read-settings.ts';
export { s3SettingsOf } from './settings/s3-settings.ts';
export { ServerSettings, type Settings } from './settings/server-settings.ts';
export { openDataFolder } from './starting/data-folder.ts';
export { startProblem } from './starting/start-problem.ts';
export {
  FileStore,
  type FileContents,
  type FileRef,
  type Receive,
  type ReceivedFile,
  type StoredFile,
} from './storage/file-store.ts';
export { tooLarge } from './storage/durable-files.ts';
export { LocalFileStore } from './storage/local-file-store.ts';
export { type Moved } from './storage/move-early-files.ts';
export { openFileStore } from './storage/open-file-store.ts';
export { StoreUnavailableError } from './storage/store-unavailable.ts';
export { UploadExpiry } from './uploads/upload-expiry.ts';
export { UploadsService } from './uploads/uploads.service.ts';
export { PredictionUploadsService } from './submissions/prediction-uploads.service.ts';
