import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeNpy, MAX_PIXELS, MAX_WHOLE_BYTES } from '@cellboard/formats';
import { hdf5, png } from '@cellboard/formats/files.fixture';
import ndarray from 'ndarray';
import { inspectFiles } from './inspect-files.ts';
import { DECODING_LIMITS } from './decoding-pool.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-inspect-'));
  await writeFile(at('good.png'), png({ width: 2, height: 1, samples: [1, 5] }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const good = { ok: true, kind: 'png', cells: 2, maxId: 5, error: null };
/** For files that take long on a busy machine, where time is not what is tested. */
const PATIENT = { seconds: 60 };
const refusal = (code: string, words: string) => ({
  ok: false,
  kind: null,
  sha1: null,
  error: { code, message: expect.stringContaining(words) as string },
});

/** A label image of the most pixels: 128 MiB, and as many more when decoded. */
async function largeImage(): Promise<string> {
  await writeFile(at('large.npy'), encodeNpy(ndarray(new Uint16Array(MAX_PIXELS), [8192, MAX_PIXELS / 8192])));
  return at('large.npy');
}

it('answers for every path in its order, whichever is done first', async () => {
  await writeFile(at('words.txt'), 'hello');
  const paths = [at('words.txt'), at('good.png'), at('missing.png'), at('good.png')];
  let done = 0;
  const found = await inspectFiles(paths, { processes: 2, onResult: () => done++ });
  expect(found).toMatchObject([
    refusal('UNKNOWN_FORMAT', ''),
    good,
    refusal('UNREADABLE', 'There is no such file'),
    good,
  ]);
  expect(done).toBe(4);
  expect(await inspectFiles([], { processes: 2 })).toEqual([]);
});

it('opens nothing but files', async () => {
  await symlink(at('endless'), at('endless'));
  await symlink(at('good.png'), at('link.png'));
  spawnSync('mkfifo', [at('pipe')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
  const paths = [at('endless'), at('link.png'), at('pipe'), at('socket'), '/dev/zero', folder];
  const found = await inspectFiles(paths, { processes: 1 });
  server.close();
  expect(found).toMatchObject([
    refusal('NOT_A_FILE', 'a symbolic link'),
    refusal('NOT_A_FILE', 'a symbolic link'),
    refusal('NOT_A_FILE', 'a named pipe'),
    refusal('NOT_A_FILE', 'a socket'),
    refusal('NOT_A_FILE', 'a device'),
    refusal('NOT_A_FILE', 'a folder'),
  ]);
});

it('reads no more of a long file than its beginning, if its format is not read part by part', async () => {
  // Holes, which take no space.
  for (const [name, start] of [
    ['unknown', 'hello'],
    ['long.json', '['],
    ['longest', 'hello'],
  ] as const) {
    await writeFile(at(name), start);
    await truncate(at(name), MAX_WHOLE_BYTES + (name === 'longest' ? 0 : 1));
  }
  const paths = [at('unknown'), at('long.json'), at('longest')];
  const limits = { ...PATIENT, memoryBytes: 256 * 2 ** 20 };
  expect(await inspectFiles(paths, { processes: 1, limits })).toMatchObject([
    refusal('UNKNOWN_FORMAT', 'begins with the bytes 68 65 6c 6c 6f'),
    refusal('TOO_LARGE', `${MAX_WHOLE_BYTES + 1} bytes`),
    refusal('UNKNOWN_FORMAT', 'begins with the bytes 68 65 6c 6c 6f'),
  ]);
});

it('outlives files that kill the process, and goes on in a new one', async () => {
  // A list of three million lists is more than this heap can hold.
  await writeFile(at('bomb.json'), `[${'[],'.repeat(3e6)}[]]`);
  const paths = [at('bomb.json'), at('good.png'), at('bomb.json'), at('good.png')];
  const found = await inspectFiles(paths, { processes: 1, limits: { ...PATIENT, heapMiB: 64 } });
  expect(found).toMatchObject([refusal('WORKER_DIED', 'SIG'), good, refusal('WORKER_DIED', 'SIG'), good]);
  expect(await inspectFiles([at('bomb.json')], { processes: 1, limits: PATIENT })).toMatchObject([
    { ok: true, kind: 'json' },
  ]);
});

it('ends a process that takes too long', async () => {
  const found = await inspectFiles([await largeImage(), at('good.png')], { processes: 1, limits: { seconds: 0.05 } });
  expect(found[0]).toMatchObject(refusal('TIMEOUT', 'longer than 0.05 s'));
});

it('ends a process that takes too much memory', async () => {
  if (process.platform !== 'linux') {
    console.warn('Skipped: only Linux tells the memory of another process.');
    return;
  }
  const limits = { ...PATIENT, memoryBytes: 200 * 2 ** 20 };
  const found = await inspectFiles([await largeImage(), at('good.png')], { processes: 1, limits });
  expect(found).toMatchObject([refusal('OUT_OF_MEMORY', 'more than 200 MiB'), good]);
  expect(DECODING_LIMITS.memoryBytes).toBeLessThan(2 ** 30);
});

it('stops when asked to', async () => {
  const stop = new AbortController();
  const paths = Array.from({ length: 1000 }, () => at('good.png'));
  const stopped = inspectFiles(paths, {
    processes: 2,
    signal: stop.signal,
    onResult: () => {
      stop.abort(new Error('enough'));
    },
  });
  await expect(stopped).rejects.toThrow('enough');
  await expect(inspectFiles(paths, { processes: 1, signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
});

it('leaves no process behind when it is killed itself', async () => {
  const guard = fileURLToPath(new URL('./end-with-parent.ts', import.meta.url));
  const busy = `new (require('node:worker_threads').Worker)(${JSON.stringify(guard)}, { workerData: process.ppid }).once('online', () => {
    console.log('busy');
    setTimeout(() => { for (;;); }, 100);
  })`;
  const parent = spawn(process.execPath, [
    '-e',
    `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy)}], { stdio: 'inherit' })`,
  ]);
  const closed = once(parent, 'close'); // not before the busy process has closed the pipe too
  let told = '';
  parent.stdout.setEncoding('utf8').on('data', (part: string) => {
    told += part;
    parent.kill('SIGKILL');
  });
  await closed;
  expect(told).toBe('busy\n');
});

it('reads HDF5, whose thread may neither write nor start programs either', async () => {
  const sound = await hdf5((file) => {
    file.create_dataset({ name: 'labels', data: Uint32Array.from([0, 1, 2, 3, 4, 70_000]), shape: [2, 3] });
  });
  await writeFile(at('a.h5'), sound);
  await writeFile(at('b.h5'), sound.subarray(0, 100));
  expect(await inspectFiles([at('a.h5'), at('b.h5')], { processes: 1, limits: PATIENT })).toMatchObject([
    { ok: true, kind: 'hdf5', width: 3, height: 2, cells: 5, maxId: 70_000 },
    { ok: false, kind: 'hdf5', error: { code: 'CORRUPT' } },
  ]);
});
