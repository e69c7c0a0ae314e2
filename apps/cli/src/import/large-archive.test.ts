import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largeDatasets } from '@cellboard/datasets/large-archives.fixture';
import { measuredRun } from './peak-memory.fixture.ts';
import { putSparseZip } from './sparse-zip.fixture.ts';

const MOST_BYTES = 512e6;

/** The program needs some 200 MB by itself, so that one that held the archive would need more than it may. */
const ARCHIVE_BYTES = 330e6;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-large-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hasProc = existsSync('/proc/self/status');
if (!hasProc) console.warn('Skipped: only Linux says how much memory a program took at most (/proc/self/status).');
const onLinux = hasProc ? describe : describe.skip;

onLinux('a large archive', () => {
  it.each(largeDatasets)('is read piece by piece ($layout)', async ({ layout, imageBytes, files, cells }) => {
    const archive = join(folder, `${layout}.zip`);
    const images = Math.ceil(ARCHIVE_BYTES / imageBytes);
    await putSparseZip(archive, files(images));
    expect((await stat(archive)).size).toBeGreaterThanOrEqual(ARCHIVE_BYTES);
    const words = ['--dataset', 'large', '--dry-run', '--url', 'http://127.0.0.1:9'];
    const run = await measuredRun('import', layout, archive, ...words);
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout).toContain(`Would import ${images} images with ${cells(images)} cells`);
    expect(run.peakBytes).toBeLessThan(MOST_BYTES);
    expect(await readdir(folder)).toEqual([`${layout}.zip`]);
  });
});
