import { createAppRouter, createCallerFactory, type AppRouter } from '@cellboard/contract/router';
import type { TestDatabase } from '@cellboard/db/testing';
import { RequestContext } from '@mikro-orm/core';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatasetsService } from '../datasets/datasets.service.ts';
import { ImagesService } from '../images/images.service.ts';
import { LeaderboardService } from '../leaderboard/leaderboard.service.ts';
import { ModelsService } from '../models/models.service.ts';
import { ServerModule } from '../server.module.ts';
import { LocalFileStore } from '../storage/local-file-store.ts';
import { SubmissionsService } from '../submissions/submissions.service.ts';
import type { ServerSettings } from '../system/server-settings.ts';
import { SystemService } from '../system/system.service.ts';
import { TasksService } from '../tasks/tasks.service.ts';

type Api = ReturnType<ReturnType<typeof createCallerFactory<AppRouter['_def']['record']>>>;

/** All features of the server on a test database, behind the router. */
export class TestServer {
  private constructor(
    private readonly app: INestApplicationContext,
    private readonly database: TestDatabase,
    private readonly folder: string,
  ) {}

  static async open(database: TestDatabase, settings: Partial<ServerSettings> = {}): Promise<TestServer> {
    const folder = await mkdtemp(join(tmpdir(), 'cellboard-server-'));
    const resources = {
      orm: database.orm,
      files: await LocalFileStore.open(folder),
      settings: {
        version: '0.0.0-test',
        database: database.kind,
        threads: 1,
        maxFileBytes: 2 ** 20,
        decodeTimeoutMs: 20_000,
        demo: false,
        runsJobs: false,
        ...settings,
      },
    };
    const app = await NestFactory.createApplicationContext(ServerModule.with(resources), { logger: ['error', 'fatal'], abortOnError: false });
    return new TestServer(app.enableShutdownHooks([]), database, folder);
  }

  /** One request of someone without the operator token. */
  asAnyone<T>(request: (api: Api) => Promise<T>): Promise<T> {
    return this.request(false, request);
  }

  /** One request of the operator. */
  asOperator<T>(request: (api: Api) => Promise<T>): Promise<T> {
    return this.request(true, request);
  }

  /** Calls a service that has no procedure. */
  with<S, T>(service: Type<S> | (abstract new (...args: never[]) => S), call: (service: S) => Promise<T>): Promise<T> {
    return RequestContext.create(this.database.orm.em, () => call(this.app.get<S>(service)));
  }

  async close(): Promise<void> {
    await this.app.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private request<T>(isOperator: boolean, request: (api: Api) => Promise<T>): Promise<T> {
    const { app } = this;
    const router = createAppRouter({
      datasets: app.get(DatasetsService),
      images: app.get(ImagesService),
      leaderboard: app.get(LeaderboardService),
      models: app.get(ModelsService),
      submissions: app.get(SubmissionsService),
      system: app.get(SystemService),
      tasks: app.get(TasksService),
    });
    const api = createCallerFactory(router)({ isOperator, requestId: 'test' });
    return RequestContext.create(this.database.orm.em, () => request(api));
  }
}
