import { mkdir, mkdtemp, readdir, rm, statfs, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytes, describeFileStore, image, sha256 } from './file-store.fixture.ts';
import { LocalFileStore } from './local-file-store.ts';

describeFileStore('a folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'cellboard-files-'));
  const opened = await LocalFileStore.open(root);
  return {
    store: opened,
    incoming: join(root, 'incoming'),
    damage: (file, text) => writeFile(opened.pathOf(file), text),
    close: () => rm(root, { recursive: true }),
  };
});

let folder: string;
let store: LocalFileStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-files-'));
  store = await LocalFileStore.open(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const incoming = () => readdir(join(folder, 'incoming'));

it('knows how much space is left', async () => {
  const { bavail, bsize, blocks } = await statfs(folder);
  const free = await store.freeBytes();
  expect(free).toBeGreaterThan((bavail * bsize) / 2);
  expect(free).toBeLessThanOrEqual(blocks * bsize);
});

it('leaves nothing behind of a derived file that cannot be kept', async () => {
  const make = async () => {
    const hash = sha256('a');
    await mkdir(join(folder, 'image', 'derived', 'b', hash.slice(0, 2), hash, 'in-the-way'), { recursive: true });
    return bytes('small');
  };
  await expect(store.derived(image('a'), 'b', make)).rejects.toThrow();
  expect(await incoming()).toEqual([]);
});

it('removes what an upload left behind a day ago, and nothing younger', async () => {
  for (const name of ['old', 'young']) await writeFile(join(folder, 'incoming', name), 'half');
  const dayBefore = Date.now() / 1000 - 25 * 3600;
  await utimes(join(folder, 'incoming', 'old'), dayBefore, dayBefore);
  await LocalFileStore.open(folder);
  expect(await incoming()).toEqual(['young']);
});
