import {
  DatasetRepository,
  DemoRepository,
  EvaluationRepository,
  ImageRepository,
  LeaderboardRepository,
  ModelRepository,
  SubmissionRepository,
  TaskRepository,
  type Orm,
} from '@cellboard/db';
import { EntityManager, MikroORM } from '@mikro-orm/core';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { FileStore } from './storage/file-store.ts';
import { ServerSettings, type Settings } from './system/server-settings.ts';

/** What the application opens and every feature stands on. */
export interface Resources {
  readonly orm: Orm;
  readonly files: FileStore;
  readonly settings: Settings;
}

const repositories = [
  DatasetRepository,
  DemoRepository,
  EvaluationRepository,
  ImageRepository,
  LeaderboardRepository,
  ModelRepository,
  SubmissionRepository,
  TaskRepository,
];

/** Gives every feature the database with its repositories, the store and the settings. */
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
    return { module: ResourcesModule, providers: [...values, ...found], exports: [...values, ...found] };
  }
}
