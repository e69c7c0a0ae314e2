import {
  ImageTags,
  NewDataset,
  NewModel,
  NewTask,
  type ImageName,
  type Slug,
  type SubmissionId,
  type UploadedImage,
  type UploadedPrediction,
} from '@cellboard/contract';
import { createAppRouter, createCallerFactory } from '@cellboard/contract/router';
import type { TestDatabase } from '@cellboard/db/testing';
import { RequestContext } from '@mikro-orm/core';
import type { Abstract, INestApplicationContext, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatasetsService } from '../datasets/datasets.service.ts';
import { ImageUploadsService } from '../datasets/image-uploads.service.ts';
import { ImagesService } from '../images/images.service.ts';
import { LeaderboardService } from '../leaderboard/leaderboard.service.ts';
import { ModelsService } from '../models/models.service.ts';
import { ServerModule } from '../server.module.ts';
import { FileStore } from '../storage/file-store.ts';
import { LocalFileStore } from '../storage/local-file-store.ts';
import { PredictionUploadsService } from '../submissions/prediction-uploads.service.ts';
import { SubmissionsService } from '../submissions/submissions.service.ts';
import type { Settings } from '../settings/server-settings.ts';
import { SystemService } from '../system/system.service.ts';
import { TasksService } from '../tasks/tasks.service.ts';
import { imageOf, truthOf } from './pictures.fixture.ts';

/** The words a test does not care about. */
export const words = {
  dataset: (slug: Slug, more: object = {}) =>
    NewDataset.parse({ slug, name: `Dataset ${slug}`, licence: 'CC0-1.0', ...more }),
  task: (slug: Slug, dataset: Slug, more: object = {}) =>
    NewTask.parse({ slug, name: `Task ${slug}`, object: 'cell', dataset, ...more }),
  model: (slug: Slug, more: object = {}) =>
    NewModel.parse({
      slug,
      name: `Model ${slug}`,
      developer: 'Test',
      candidate: { slug: 'base', name: 'Base' },
      ...more,
    }),
  tags: (more: object = {}) => ImageTags.parse({ cellType: 'nucleus', modality: 'fluorescence', ...more }),
};

const testSettings = {
  version: '0.0.0-test',
  threads: 1,
  maxFileBytes: 2 ** 20,
  decodeTimeoutMs: 20_000,
  demo: false,
  runsJobs: false,
};

const nestOptions: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = {
  logger: ['error', 'fatal'],
  abortOnError: false,
};

/** All features of the server on a test database, behind the router. */
export class TestServer {
  private constructor(
    private readonly app: INestApplicationContext,
    private readonly database: TestDatabase,
    private readonly folder: string,
  ) {}

  static async open(database: TestDatabase, settings: Partial<Settings> = {}): Promise<TestServer> {
    const folder = await mkdtemp(join(tmpdir(), 'cellboard-server-'));
    const resources = {
      orm: database.orm,
      files: await LocalFileStore.open(folder),
      settings: { ...testSettings, database: database.kind, ...settings },
    };
    const app = await NestFactory.createApplicationContext(ServerModule.with(resources), nestOptions);
    return new TestServer(app, database, folder);
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
  with<S, T>(service: Type<S> | Abstract<S>, call: (service: S) => Promise<T>): Promise<T> {
    return RequestContext.create(this.database.orm.em, () => call(this.app.get<S>(service)));
  }

  /** Uploads an image into the dataset. */
  async addImage(dataset: Slug, name: ImageName, files: TestImage): Promise<UploadedImage> {
    const { image, truth, ignore, tags = {} } = files;
    return this.app.get(FileStore).receiving(2 ** 20, async (receive) => {
      const upload = {
        ...{ dataset, name, tags: words.tags(tags) },
        ...{ image: await receive(image), truth: await receive(truth), ignore: ignore ? await receive(ignore) : null },
      };
      return this.with(ImageUploadsService, (uploads) => uploads.add(upload));
    });
  }

  /** Receives a prediction and adds it to an open submission. */
  async addPrediction(submission: SubmissionId, image: ImageName, bytes: Uint8Array): Promise<UploadedPrediction> {
    return this.app.get(FileStore).receiving(2 ** 20, async (receive) => {
      const file = await receive(bytes);
      return this.with(PredictionUploadsService, (uploads) => uploads.add(submission, image, file));
    });
  }

  /** A published dataset with an image `image-1`, `image-2` … for each entry. */
  async publishDataset(slug: Slug, images: readonly { cells: number; tags?: object }[]): Promise<UploadedImage[]> {
    await this.asOperator((api) => api.datasets.create(words.dataset(slug)));
    const added: UploadedImage[] = [];
    for (const [i, { cells, tags = {} }] of images.entries()) {
      const files = { image: await imageOf(cells, 10 + i), truth: await truthOf(cells) };
      added.push(await this.addImage(slug, `image-${i + 1}`, { ...files, tags }));
    }
    await this.asOperator((api) => api.datasets.publish({ dataset: slug }));
    return added;
  }

  async close(): Promise<void> {
    await this.app.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private request<T>(isOperator: boolean, request: (api: Api) => Promise<T>): Promise<T> {
    const api = callerOf(this.app, isOperator);
    return RequestContext.create(this.database.orm.em, () => request(api));
  }
}

interface TestImage {
  readonly image: Uint8Array;
  readonly truth: Uint8Array;
  readonly ignore?: Uint8Array;
  readonly tags?: object;
}

type Api = ReturnType<typeof callerOf>;

function callerOf(app: INestApplicationContext, isOperator: boolean) {
  const router = createAppRouter({
    datasets: app.get(DatasetsService),
    images: app.get(ImagesService),
    leaderboard: app.get(LeaderboardService),
    models: app.get(ModelsService),
    submissions: app.get(SubmissionsService),
    system: app.get(SystemService),
    tasks: app.get(TasksService),
  });
  return createCallerFactory(router)({ isOperator, requestId: 'test' });
}
