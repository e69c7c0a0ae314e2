import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { largeDatasets } from '@cellboard/datasets/large-archives.fixture';
import { measuredRun } from '../src/import/peak-memory.fixture.ts';
import { putSparseZip } from '../src/import/sparse-zip.fixture.ts';

// How much memory a dry run of large archives takes, whose zeros take no room on the disk. What is unpacked takes as
// much room as the archive says.
// `TMPDIR=… node --conditions=@cellboard/source bench/large-archive.bench.ts [gigabytes] [part of a layout]`

const [gigabytes = '20', wanted = ''] = process.argv.slice(2);

for (const { layout, imageBytes, files } of largeDatasets.filter((one) => one.layout.includes(wanted))) {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-large-'));
  try {
    const archive = join(folder, `${layout}.zip`);
    const images = Math.ceil((Number(gigabytes) * 1e9) / imageBytes);
    await putSparseZip(archive, files(images));
    const { size, blocks } = await stat(archive);
    const start = performance.now();
    const words = ['--dataset', 'large', '--dry-run', '--url', 'http://127.0.0.1:9'];
    const { code, stdout, stderr, peakBytes } = await measuredRun('import', layout, archive, ...words);
    const seconds = (performance.now() - start) / 1000;
    const [found = stderr] = /Would import [^\n]*/.exec(stdout) ?? [];
    console.log(
      `${layout}: ${(size / 1e9).toFixed(1)} GB of ${images} images, of which ${(512 * blocks) / 1e6} MB are on the disk; ` +
        `exit code ${code}, ${seconds.toFixed(0)} s, at most ${(peakBytes / 1e6).toFixed(0)} MB of memory. ${found}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
