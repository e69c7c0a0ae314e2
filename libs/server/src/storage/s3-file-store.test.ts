import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { S3Settings } from '../settings/s3-settings.ts';
import { startProblem } from '../starting/start-problem.ts';
import { S3Server } from '../testing/s3-server.fixture.ts';
import { DamagedFileError } from './assert-sound.ts';
import { objectName } from './file-names.ts';
import { bytes, describeFileStore, image, pieces } from './file-store.fixture.ts';
import { S3FileStore } from './s3-file-store.ts';
import { StoreUnavailableError } from './store-unavailable.ts';

/** Long enough for a busy machine. */
const waits = { connectMs: 5000, silentMs: 15_000, attempts: 2 };

let server: S3Server;
let folder: string;
let store: S3FileStore;

const open = (settings: S3Settings = server.settings, waiting = waits) => S3FileStore.open(settings, folder, waiting);

async function opened(): Promise<S3FileStore> {
  server = await S3Server.start();
  folder = await mkdtemp(join(tmpdir(), 'cellboard-incoming-'));
  return open();
}

async function closed(): Promise<void> {
  await server.close();
  await rm(folder, { recursive: true });
}

describeFileStore('a bucket', async () => ({
  store: await opened(),
  incoming: folder,
  damage: (file, text) => server.damage(objectName(file), text),
  close: closed,
}));

describe('a bucket', () => {
  beforeEach(async () => {
    store = await opened();
  });
  afterEach(closed);

  it('finds damage before it lends a file, and keeps no copy of it', async () => {
    const file = await store.put('image', bytes('sound'), 10);
    await server.damage(objectName(file), 'worse');
    await expect(store.withLocal(file, (path) => readFile(path))).rejects.toThrow(DamagedFileError);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is shared by stores: what one keeps at the same time as others, all have', async () => {
    const others = await Promise.all([open(), open(), open()]);
    const stored = await Promise.all(
      Array.from({ length: 30 }, (_, i) => (others[i % 3] ?? store).put('image', pieces('same', 'bytes'), 100)),
    );
    expect(new Set(stored.map(({ sha256 }) => sha256))).toEqual(new Set([image('samebytes').sha256]));
    for (const one of others) expect(await one.check(image('samebytes'))).toBe(true);
  });

  it('has nothing of a write that its end cut off, at any point, and takes it afterwards', async () => {
    const contents = Buffer.alloc(20 * 2 ** 20, 7);
    const hash = (await store.put('upload', contents, 2 ** 25)).sha256;
    const file = { shelf: 'upload', sha256: hash } as const;
    for (const cut of [1, 2 ** 20, 9 * 2 ** 20, 17 * 2 ** 20]) {
      await store.remove(file);
      await server.stop();
      await server.start();
      let stopping: Promise<void> | undefined;
      server.onBytes = (total) => {
        if (total > cut) stopping ??= server.stop();
      };
      await expect(store.put('upload', contents, 2 ** 25)).rejects.toThrow(StoreUnavailableError);
      expect(stopping).toBeDefined();
      await stopping;
      server.onBytes = () => undefined;
      await server.start();
      expect([await store.stat(file), await store.check(file)]).toEqual([null, null]);
      expect(await readdir(folder)).toEqual([]);
    }
    expect(await store.put('upload', contents, 2 ** 25)).toMatchObject(file);
    expect(await store.check(file)).toBe(true);
  });

  it('that is away is named in every failure, and works again by itself', async () => {
    const file = await store.put('image', bytes('kept'), 10);
    await server.stop();
    const asks = [
      () => store.stat(file),
      () => store.open(file),
      () => store.check(file),
      () => store.reach(),
      () => store.remove(file),
      () => store.put('image', bytes('new'), 10),
      () => store.withLocal(file, () => Promise.resolve()),
      () => store.derived(file, 'a', () => Promise.resolve(bytes('a'))),
      () => store.list('image')[Symbol.asyncIterator]().next(),
    ];
    for (const ask of asks) await expect(ask()).rejects.toThrow(StoreUnavailableError);
    await server.start();
    expect(await store.withLocal(file, (path) => readFile(path, 'utf8'))).toBe('kept');
    expect(await readdir(folder)).toEqual([]);
  });

  it('that is slow is waited for, and one that says nothing is given up', async () => {
    const file = await store.put('image', bytes('slow'), 10);
    server.delayMs = 300;
    expect(await store.check(file)).toBe(true);
    server.delayMs = 0;
    const impatient = await open(server.settings, { ...waits, silentMs: 1500 });
    server.delayMs = 60_000;
    const begin = performance.now();
    await expect(impatient.check(file)).rejects.toThrow(StoreUnavailableError);
    expect(performance.now() - begin).toBeLessThan(30_000);
  });

  it('keeps the names that files have in a folder, behind the prefix', async () => {
    const file = await store.put('truth', bytes('abc'), 10);
    const elsewhere = await open({ ...server.settings, prefix: '' });
    expect(await elsewhere.stat(file)).toBeNull();
    const key = `truth/objects/ba/${file.sha256}`;
    await server.damage(key, 'xyz');
    expect(await store.check(file)).toBe(false);
  });
});

describe('a start', () => {
  beforeEach(async () => {
    store = await opened();
  });
  afterEach(closed);

  const refusal = async (change: Partial<S3Settings>) => {
    const error: unknown = await open({ ...server.settings, ...change }).catch((reason: unknown) => reason);
    return startProblem(error);
  };
  const wrong = { accessKeyId: 'S3RVER', secretAccessKey: 'wrong' };

  it('says which setting is wrong', async () => {
    expect(await refusal({ bucket: 'nowhere-to-be-found' })).toMatch(
      /^There is no bucket nowhere-to-be-found at http.*correct S3_BUCKET/,
    );
    expect(await refusal({ credentials: wrong })).toMatch(/credentials/);
    expect(await refusal({ endpoint: 'http://127.0.0.1:1' })).toMatch(/does not answer.*correct S3_ENDPOINT/);
    await server.stop();
    expect(await refusal({})).toMatch(/does not answer.*correct S3_ENDPOINT/);
    await server.start();
  });
});

it('who keeps files in a folder never loads the S3 client', async () => {
  const register = new URL('../../../../tools/register.mjs', import.meta.url).href;
  const code = `import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const server = await import('@cellboard/server');
    const target = await (await import('node:fs/promises')).mkdtemp(process.env.TMPDIR + '/cellboard-lazy-');
    await server.openFileStore({ folder: target, s3: null });
    const s3 = () => loaded.filter((url) => /aws-sdk|flystorage/.test(url)).length;
    const before = s3();
    await server.openFileStore({ folder: target, s3: { bucket: 'nowhere', prefix: '', endpoint: 'http://127.0.0.1:1', region: 'x', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } } }).catch(() => 0);
    console.log(JSON.stringify([loaded.length > 500, before, s3() > 0]));`;
  const args = ['--import', register, '--conditions=@cellboard/source', '--input-type=module', '-e', code];
  const env = { PATH: process.env['PATH'], TMPDIR: tmpdir() };
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname, env });
  expect(JSON.parse(stdout)).toEqual([true, 0, true]);
});
