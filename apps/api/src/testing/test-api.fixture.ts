import { Shelf } from '@cellboard/contract';
import type { AppRouter } from '@cellboard/contract/router';
import type { TestDatabase } from '@cellboard/db/testing';
import {
  FirstAdmin,
  LocalFileStore,
  OperatorToken,
  Postbox,
  Sessions,
  UploadExpiry,
  type Settings,
} from '@cellboard/server';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../app.ts';
import { createLog } from '../log.ts';

/** Files of at most so many bytes are taken by the servers of tests. */
export const MAX_FILE_BYTES = 64 * 1024;

/** Sets of predictions, too. */
export const MAX_SET_BYTES = 2 ** 20;

const testSettings = {
  version: '0.0.0-test',
  threads: 1,
  maxFileBytes: MAX_FILE_BYTES,
  decodeTimeoutMs: 20_000,
  scoring: { seconds: 120, memoryBytes: 2 ** 30 },
  submissionsPerDay: 1000,
  demo: false,
  runsJobs: false,
  origin: 'http://cellboard.test',
  trustedProxies: [],
};

/** The logs of all servers in a process go where those of the first one go, so they are kept for the newest. */
let newest: TestApi | undefined;

/** The whole server, listening on a port of its own. */
export class TestApi {
  /** What was logged, line by line. */
  readonly log: string[] = [];
  private app: NestFastifyApplication | undefined;
  private url = '';

  private constructor(
    private readonly folder: string,
    /** The operator's secret. */
    readonly token: string,
  ) {}

  static async open(
    database: Pick<TestDatabase, 'kind' | 'orm'>,
    { webRoot = '/nowhere', settings = {} }: { webRoot?: string; settings?: Partial<Settings> } = {},
  ): Promise<TestApi> {
    const folder = await mkdtemp(join(tmpdir(), 'cellboard-api-'));
    const token = await OperatorToken.open(folder);
    const api = new TestApi(folder, (await readFile(token.path, 'utf8')).trim());
    newest = api;
    const logger = createLog('debug', { write: (line: string) => void newest?.log.push(line) });
    const files = await LocalFileStore.open(join(folder, 'files'));
    const resources = {
      orm: database.orm,
      files,
      settings: {
        ...testSettings,
        uploads: { folder: join(folder, 'uploads'), maxBytes: MAX_SET_BYTES },
        mail: { smtp: null, folder: join(folder, 'mail'), from: 'cellboard@cellboard.test' },
        database: database.kind,
        ...settings,
      },
    };
    api.app = await createApp({ resources, token, logger, webRoot });
    api.url = await api.app.getHttpAdapter().getInstance().listen({ port: 0, host: '127.0.0.1' });
    return api;
  }

  /** The messages that were sent, the oldest first. */
  async mails(): Promise<string[]> {
    await this.app?.get(Postbox).empty();
    const folder = join(this.folder, 'mail');
    const names = await readdir(folder).catch(() => []);
    return Promise.all(names.sort().map((name) => readFile(join(folder, name), 'utf8')));
  }

  /** The secret of the link in the last message with that subject. */
  async linkIn(subject: string): Promise<string> {
    const message = (await this.mails()).findLast((one) => one.includes(`Subject: ${subject}`)) ?? '';
    const secret = /#([A-Za-z0-9_-]{43})\n/.exec(message)?.[1];
    if (secret === undefined) throw new Error(`There is no link in a message "${subject}":\n${message}`);
    return secret;
  }

  /** The secret of a link that makes the first admin. */
  async firstAdmin(): Promise<string> {
    const link = await this.app?.get(FirstAdmin).link();
    if (link == null) throw new Error('There is an admin.');
    return new URL(link).hash.slice(1);
  }

  /** Deletes what has ended, as every day. */
  async sweep(): Promise<void> {
    await this.app?.get(Sessions).sweep();
  }

  /** Deletes uploads that are too old, as every hour. */
  async sweepUploads(now: Date): Promise<void> {
    await this.app?.get(UploadExpiry).sweep(now);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Whether the store holds a file of that hash, on any of its shelves. */
  async holds(sha256: string): Promise<boolean> {
    return (await this.stored()).some((name) => name.endsWith(`/${sha256}`));
  }

  /** Every file in the store, such as `truth/0a1b…`, after the names of those that are still arriving. */
  async stored(): Promise<string[]> {
    const files = join(this.folder, 'files');
    const kept = await Promise.all(
      Shelf.options.map(async (shelf) => {
        const objects = await readdir(join(files, shelf, 'objects'), { recursive: true, withFileTypes: true });
        return objects.filter((entry) => entry.isFile()).map(({ name }) => `${shelf}/${name}`);
      }),
    );
    return [...(await readdir(join(files, 'incoming'))), ...kept.flat().sort()];
  }

  /** A request as anyone. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, init);
  }

  /** A request with the operator token. */
  operate(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.token}`);
    return this.fetch(path, { ...init, headers });
  }

  /** Calls a procedure as the operator. */
  async call<R extends keyof Inputs, P extends keyof Inputs[R] & keyof Outputs[R]>(
    path: [R, P],
    input: Inputs[R][P],
    kind: 'query' | 'mutation' = 'mutation',
  ): Promise<Outputs[R][P]> {
    const address = `/trpc/${path.join('.')}`;
    const text = JSON.stringify(input);
    const response =
      kind === 'query'
        ? await this.operate(`${address}?input=${encodeURIComponent(text)}`)
        : await this.operate(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text });
    const answer = (await response.json()) as { result?: { data: Outputs[R][P] } };
    if (!answer.result) throw new Error(`${address} answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer.result.data;
  }

  async close(): Promise<void> {
    await this.app?.getHttpAdapter().getInstance().close();
    await this.app?.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** A form of an image, as it is uploaded. */
export function imageForm(parts: Readonly<Record<string, Uint8Array | string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([Uint8Array.from(value)]), `${name}.png`);
  }
  return form;
}
