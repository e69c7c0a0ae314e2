import { Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module.ts';
import { CatalogModule } from './catalog/catalog.module.ts';
import { CellsModule } from './cells/cells.module.ts';
import { DatasetsModule } from './datasets/datasets.module.ts';
import { DecodingModule } from './decoding/decoding.module.ts';
import { DemoModule } from './demo/demo.module.ts';
import { EvaluationModule } from './evaluation/evaluation.module.ts';
import { ImagesModule } from './images/images.module.ts';
import { LabelFilesModule } from './label-files/label-files.module.ts';
import { LeaderboardModule } from './leaderboard/leaderboard.module.ts';
import { MetricsModule } from './metrics/metrics.module.ts';
import { ModelsModule } from './models/models.module.ts';
import { PicturesModule } from './pictures/pictures.module.ts';
import { QueueModule } from './queue/queue.module.ts';
import { ReceiptsModule } from './receipts/receipts.module.ts';
import { ResourcesModule, type Resources } from './resources.module.ts';
import { SourcesModule } from './sources/sources.module.ts';
import { StorageModule } from './storage/storage.module.ts';
import { SubmissionsModule } from './submissions/submissions.module.ts';
import { SystemModule } from './system/system.module.ts';
import { TasksModule } from './tasks/tasks.module.ts';
import { TeamsModule } from './teams/teams.module.ts';
import { UploadsModule } from './uploads/uploads.module.ts';

const features = [
  AccountsModule,
  CatalogModule,
  CellsModule,
  DatasetsModule,
  DecodingModule,
  DemoModule,
  EvaluationModule,
  ImagesModule,
  LabelFilesModule,
  LeaderboardModule,
  MetricsModule,
  ModelsModule,
  PicturesModule,
  QueueModule,
  ReceiptsModule,
  SourcesModule,
  StorageModule,
  SubmissionsModule,
  SystemModule,
  TasksModule,
  TeamsModule,
  UploadsModule,
];

/** All features of the server, on one database and one store. */
@Module({})
export class ServerModule {
  static with(resources: Resources): DynamicModule {
    return { module: ServerModule, imports: [ResourcesModule.with(resources), ...features], exports: features };
  }
}
