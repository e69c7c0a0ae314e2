import {
  anonymous,
  ImageTags,
  NewDataset,
  NewModel,
  NewTask,
  operator,
  type CheckedPicture,
  type ImageName,
  type Principal,
  type Shelf,
  type Slug,
  type SubmissionId,
  type UploadedImage,
  type UploadedPrediction,
} from '@cellboard/contract';
import { createAppRouter, createCallerFactory } from '@cellboard/contract/router';
import { DeveloperEntity } from '@cellboard/db';
import type { TestDatabase } from '@cellboard/db/testing';
import { RequestContext } from '@mikro-orm/core';
import type { Abstract, INestApplicationContext, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImageUploadsService } from '../datasets/image-uploads.service.ts';
import { routerServices } from '../router-services.ts';
import { ServerModule } from '../server.module.ts';
import type { Settings } from '../settings/server-settings.ts';
import { FileStore, type StoredFile } from '../storage/file-store.ts';
import { LocalFileStore } from '../storage/local-file-store.ts';
import { PredictionUploadsService } from '../submissions/prediction-uploads.service.ts';
import { imageOf, truthOf } from './pictures.fixture.ts';

/** What a request says where a test does not care. */
export const words = {
  dataset: (slug: Slug, more: object = {}) =>
    NewDataset.parse({ slug, name: `Dataset ${slug}`, object: 'cell', licence: 'CC0-1.0', ...more }),
  task: (slug: Slug, dataset: Slug | readonly Slug[], more: object = {}) =>
    NewTask.parse({ slug, name: `Task ${slug}`, object: 'cell', datasets: [dataset].flat(), ...more }),
  model: (slug: Slug, more: object = {}) =>
    NewModel.parse({
      slug,
      name: `Model ${slug}`,
      developer: 'Test',
      candidate: { slug: 'base', name: 'Base' },
      ...more,
    }),
  tags: (more: object = {}) => ImageTags.parse({ cellType: 'HeLa', modality: 'fluorescence', ...more }),
};

/** Room for label images that are nothing but edges. */
const MAX_FILE_BYTES = 4 * 2 ** 20;

const testSettings = {
  version: '0.0.0-test',
  threads: 1,
  maxFileBytes: MAX_FILE_BYTES,
  decodeTimeoutMs: 20_000,
  scoring: { seconds: 120, memoryBytes: 2 ** 30 },
  submissionsPerDay: 1000,
  demo: false,
  runsJobs: false,
  origin: 'https://cellboard.test',
  trustedProxies: [],
};

const nestOptions: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = {
  logger: ['error', 'fatal'],
  abortOnError: false,
};

type Opened = Pick<TestDatabase, 'kind' | 'orm'>;

/** All features of the server on a test database, behind the router. */
export class TestServer {
  private readonly callers: ReturnType<typeof callersOf>;

  private constructor(
    private readonly app: INestApplicationContext,
    private readonly database: Opened,
    private readonly folder: string,
  ) {
    this.callers = callersOf(app);
  }

  /** @param folder of the files; an empty one by default. It goes when the server is closed. */
  static async open(database: Opened, settings: Partial<Settings> = {}, folder?: string): Promise<TestServer> {
    folder ??= await mkdtemp(join(tmpdir(), 'cellboard-server-'));
    const resources = {
      orm: database.orm,
      files: await LocalFileStore.open(folder),
      settings: {
        ...{ ...testSettings, database: database.kind },
        uploads: { folder: join(folder, 'uploads'), maxBytes: 2 ** 30 },
        mail: { smtp: null, folder: join(folder, 'mail'), from: 'cellboard@cellboard.test' },
        ...settings,
      },
    };
    const app = await NestFactory.createApplicationContext(ServerModule.with(resources), nestOptions);
    return new TestServer(app, database, folder);
  }

  /** One request of a visitor. */
  asAnyone<T>(request: (api: Api) => Promise<T>): Promise<T> {
    return this.as(anonymous, request);
  }

  /** One request of the operator. */
  asOperator<T>(request: (api: Api) => Promise<T>): Promise<T> {
    return this.as(operator, request);
  }

  /** One request. */
  as<T>(principal: Principal, request: (api: Api) => Promise<T>): Promise<T> {
    const api = this.callers({ principal, requestId: 'test' });
    return RequestContext.create(this.database.orm.em, () => request(api));
  }

  /** Calls a service that has no procedure. */
  with<S, T>(service: Type<S> | Abstract<S>, call: (service: S) => Promise<T>): Promise<T> {
    return RequestContext.create(this.database.orm.em, () => call(this.app.get<S>(service)));
  }

  /** An account, as sign-up would make it. */
  async developer(name: string): Promise<Extract<Principal, { kind: 'developer' }>> {
    const em = this.database.orm.em.fork();
    const handle = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const words = { name, handle, email: `${handle}@example.org`, passHash: 'x'.repeat(60) };
    const made = em.create(DeveloperEntity, words);
    await em.persist(made).flush();
    return { kind: 'developer', id: made.id };
  }

  /** Uploads an image into the dataset. */
  async addImage(
    dataset: Slug,
    name: ImageName,
    { image, truth, ignore, checked, tags = {}, principal = operator }: TestImage,
  ): Promise<UploadedImage> {
    return this.app.get(FileStore).receiving(MAX_FILE_BYTES, async (receive) => {
      const upload = {
        ...{ dataset, name, tags: words.tags(tags), image: await receive(image) },
        truth: truth ? await receive(truth) : null,
        ignore: ignore ? await receive(ignore) : null,
        checked,
      };
      return this.with(ImageUploadsService, (uploads) => uploads.add(principal, upload));
    });
  }

  /** Receives a prediction and adds it to an open submission. */
  async addPrediction(
    submission: SubmissionId,
    image: ImageName,
    { bytes, dataset, principal = operator }: TestPrediction,
  ): Promise<UploadedPrediction> {
    return this.app.get(FileStore).receiving(MAX_FILE_BYTES, async (receive) => {
      const file = await receive(bytes);
      const place = { submission, image, dataset };
      return this.with(PredictionUploadsService, (uploads) => uploads.add(principal, place, file));
    });
  }

  /** Puts a file into the store, as a restored backup would. */
  keep(shelf: Shelf, bytes: Uint8Array): Promise<StoredFile> {
    return this.app.get(FileStore).put(shelf, bytes, MAX_FILE_BYTES);
  }

  /** A published dataset with an image `image-1`, `image-2` … for each entry. */
  async publishDataset(
    slug: Slug,
    images: readonly { cells: number; tags?: object }[],
    more: object = {},
  ): Promise<UploadedImage[]> {
    await this.asOperator((api) => api.datasets.create(words.dataset(slug, more)));
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
}

interface TestImage {
  readonly image: Uint8Array;
  readonly truth: Uint8Array | null;
  readonly ignore?: Uint8Array;
  /** What the client says that it found in the picture. */
  readonly checked?: CheckedPicture;
  readonly tags?: object;
  readonly principal?: Principal;
}

interface TestPrediction {
  readonly bytes: Uint8Array;
  readonly dataset?: Slug;
  readonly principal?: Principal;
}

export type Api = ReturnType<ReturnType<typeof callersOf>>;

/** Makes callers of the router, which is built once. */
function callersOf(app: INestApplicationContext) {
  return createCallerFactory(createAppRouter(routerServices(app)));
}
