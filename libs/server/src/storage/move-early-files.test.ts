import { openDatabase, StoredFileEntity, type Orm } from '@cellboard/db';
import { existsSync, statSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackRelease } from '../releases/release-0.1.0.fixture.ts';
import { LocalFileStore } from './local-file-store.ts';
import { moveEarlyFiles, type Moved } from './move-early-files.ts';

describe('the files of an early release', () => {
  let release: string;
  let orm: Orm;
  let folder: string;
  beforeAll(async () => {
    release = await unpackRelease();
    orm = await openDatabase({ kind: 'pglite', dataDir: join(release, 'database') });
  }, 120_000);
  afterAll(async () => {
    await orm.close();
    await rm(release, { recursive: true, force: true });
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellboard-early-'));
    await cp(join(release, 'files'), folder, { recursive: true });
    await forget(await rows());
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const move = async (onProgress?: (moved: Moved) => void): Promise<Moved> => {
    const store = await LocalFileStore.open(folder);
    return moveEarlyFiles({ em: orm.em, store, folder, ...(onProgress && { onProgress }) });
  };
  /** The database as it was before these files were moved. */
  const forget = (moved: readonly StoredFileEntity[]) =>
    orm.em.fork().transactional(async (em) => {
      await em.execute('set local session_replication_role = replica'); // a size that is known never changes
      for (const { shelf, sha256 } of moved)
        await em.nativeUpdate(StoredFileEntity, { shelf, sha256 }, { bytes: null });
    });
  const rows = () => orm.em.fork().find(StoredFileEntity, {}, { orderBy: { shelf: 'asc', sha256: 'asc' } });

  /** Every file is on its shelf with its bytes, and nothing of the early folder is left. */
  async function expectAllMoved(): Promise<void> {
    const store = await LocalFileStore.open(folder);
    const moved = await rows();
    expect(moved.length).toBeGreaterThan(20);
    for (const row of moved) {
      expect([row.sha256, await store.check(row)]).toEqual([row.sha256, true]);
      expect(row.bytes).toBe((await store.stat(row))?.bytes);
    }
    expect(await readdir(folder)).not.toContain('objects');
  }

  it('move to their shelves, with progress', async () => {
    const seen: Moved[] = [];
    const total = (await rows()).length;
    expect(await move((moved) => seen.push(moved))).toEqual({ done: total, total, missing: 0 });
    expect(seen.at(-1)).toEqual({ done: total, total, missing: 0 });
    await expectAllMoved();
  });

  it('move once: the next start finds nothing to do', async () => {
    await move();
    expect(await move()).toEqual({ done: 0, total: 0, missing: 0 });
    await expectAllMoved();
  });

  it('stay whole when the move is interrupted before the early names go', async () => {
    const stop = () => {
      throw new Error('The power went.');
    };
    await expect(move(stop)).rejects.toThrow('The power went.');
    expect(await readdir(folder)).toContain('objects');
    await move();
    await expectAllMoved();
  });

  it('stay whole when the move is interrupted between any two files', async () => {
    const stop = () => {
      throw new Error('The power went.');
    };
    await expect(move(stop)).rejects.toThrow();
    // What an interruption in the middle leaves: the first third done, one file linked but not yet written down,
    // and the others untouched.
    const store = await LocalFileStore.open(folder);
    const all = await rows();
    const third = Math.floor(all.length / 3);
    for (const row of all.slice(third + 1)) await store.remove(row);
    await forget(all.slice(third));
    const moved = await move();
    expect(moved).toEqual({ done: all.length - third, total: all.length - third, missing: 0 });
    await expectAllMoved();
  });

  it('are copied from another disk, whose folder stays', async () => {
    const disk = (path: string) => statSync(path).dev;
    const other = ['/dev/shm', '/var/tmp', '/tmp', homedir()].find(
      (path) => existsSync(path) && disk(path) !== disk(folder),
    );
    if (other === undefined) {
      console.warn('Skipped: there is no second disk to move files from.');
      return;
    }
    const elsewhere = await mkdtemp(join(other, 'cellboard-early-'));
    try {
      await cp(join(folder, 'objects'), elsewhere, { recursive: true });
      await rm(join(folder, 'objects'), { recursive: true });
      await symlink(elsewhere, join(folder, 'objects'));
      expect((await move()).missing).toBe(0);
      await expectAllMoved();
      expect(await readdir(elsewhere)).toEqual([]);
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('are counted where they are missing, and looked for again at the next start', async () => {
    const [first] = await rows();
    const sha256 = first?.sha256 ?? '';
    const early = join(folder, 'objects', sha256.slice(0, 2), sha256);
    const aside = join(folder, 'aside');
    await cp(early, aside);
    await rm(early);
    const missing = (await rows()).filter((row) => row.sha256 === sha256).length;
    expect((await move()).missing).toBe(missing);
    await cp(aside, early, { recursive: true });
    await rm(aside);
    expect(await move()).toEqual({ done: missing, total: missing, missing: 0 });
    await expectAllMoved();
  });
});
