import {
  AccountRepository,
  BoardRepository,
  CellPartRepository,
  CellRecordRepository,
  DatasetRepository,
  DatasetStatisticsRepository,
  DemoRepository,
  EvaluationRepository,
  ImagePageRepository,
  ImageRepository,
  InvariantRepository,
  LabelFileRepository,
  LeaderboardRepository,
  MetricRepository,
  ModelRepository,
  PasskeyRepository,
  PictureRepository,
  PlaceRepository,
  ProgressRepository,
  QuotaRepository,
  RescoringRepository,
  ScoreOriginRepository,
  SignInSignalRepository,
  SigningKeyRepository,
  SourceRepository,
  StoredFileRepository,
  SubmissionRepository,
  TaskRepository,
  TaskVersionRepository,
  TeamRepository,
  UploadRepository,
  type Orm,
} from '@cellboard/db';
import { EntityManager, MikroORM } from '@mikro-orm/core';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Compute } from './compute/compute.ts';
import { ServerSettings, type Settings } from './settings/server-settings.ts';
import { FileStore } from './storage/file-store.ts';

/** What the application opens and every feature stands on. */
export interface Resources {
  readonly orm: Orm;
  readonly files: FileStore;
  readonly settings: Settings;
}

const repositories = [
  AccountRepository,
  BoardRepository,
  CellPartRepository,
  CellRecordRepository,
  DatasetRepository,
  DatasetStatisticsRepository,
  DemoRepository,
  EvaluationRepository,
  ImagePageRepository,
  ImageRepository,
  InvariantRepository,
  LabelFileRepository,
  LeaderboardRepository,
  MetricRepository,
  ModelRepository,
  PasskeyRepository,
  PictureRepository,
  PlaceRepository,
  ProgressRepository,
  QuotaRepository,
  RescoringRepository,
  ScoreOriginRepository,
  SignInSignalRepository,
  SigningKeyRepository,
  SourceRepository,
  StoredFileRepository,
  SubmissionRepository,
  TaskRepository,
  TaskVersionRepository,
  TeamRepository,
  UploadRepository,
];

/** Gives every feature the database with its repositories, the store, the settings and the budget of threads. */
@Global()
@Module({})
export class ResourcesModule {
  static with({ orm, files, settings }: Resources): DynamicModule {
    const values = [
      { provide: MikroORM, useValue: orm },
      { provide: EntityManager, useValue: orm.em },
      { provide: FileStore, useValue: files },
      { provide: ServerSettings, useValue: settings },
    ];
    const found = repositories.map((repository) => ({ provide: repository, useFactory: () => new repository(orm.em) }));
    const provided = [...values, ...found, Compute];
    return { module: ResourcesModule, providers: provided, exports: provided };
  }
}
