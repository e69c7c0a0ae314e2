import { decodeLabels, writeLabelFile } from '@cellboard/formats/node';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveMetrics } from '@cellboard/metrics';
import type { ImageJob, KeptLabels } from '../image-job.ts';
import { isScored, type ImageResult, type ImageScore } from '../image-result.ts';
import { scoreImage } from '../score-image.ts';
import { labelFile } from '../label-file.fixture.ts';
import { CELL_STATUSES } from './cell-columns.ts';
import { isRecorded, recordImage, type RecordJob } from './record-image.ts';

let folder: string;
let truth: KeptLabels;
let prediction: KeptLabels;
let picture: string;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
async function kept(...rows: readonly string[]): Promise<KeptLabels> {
  const original = await labelFile(...rows);
  const bytes = await writeLabelFile(await decodeLabels(original), sha256(original));
  const path = join(folder, sha256(bytes));
  await writeFile(path, bytes);
  return { path, sha256: sha256(bytes), original: sha256(original) };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-record-'));
  // One cell is found with 4 of its 6 pixels, one is missed, one is invented.
  truth = await kept('11100', '11102');
  prediction = await kept('77090', '77000');
  picture = join(folder, 'picture.png');
  await writeFile(picture, await labelFile('12345', '67890'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const record = (more: Partial<RecordJob> = {}) =>
  recordImage({ image: 'cell_007', truth, prediction, ignore: null, picture, ...more });
async function recorded(more: Partial<RecordJob> = {}) {
  const result = await record(more);
  if (!isRecorded(result)) throw new Error(result.error.message);
  return result;
}
const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toFixed(5)));

it('records a pair worked by hand', async () => {
  const { status, channels, perimeter, neighbourDistance, hausdorff, ...columns } = await recorded();
  expect(columns).toMatchObject({
    image: 'cell_007',
    truthCells: 2,
    cell: Int32Array.of(1, 2, 1, 2),
    originalId: Float64Array.of(1, 2, 7, 9),
    matchedId: Float64Array.of(7, 0, 1, 0),
    iou: Float64Array.of(4 / 6, 0, 4 / 6, 0),
    dice: Float64Array.of(8 / 10, 0, 8 / 10, 0),
    area: Int32Array.of(6, 1, 4, 1),
    centroidRow: Float32Array.of(0.5, 1, 0.5, 0),
    centroidColumn: Float32Array.of(1, 4, 0.5, 3),
    touchesBorder: Uint8Array.of(1, 1, 1, 1),
  });
  expect(Array.from(status, (code) => CELL_STATUSES[code])).toEqual(['matched', 'missed', 'matched', 'invented']);
  expect(rounded(hausdorff)).toEqual([1, 1.41421, 1, 1.41421]);
  // 2 + 3 stretches along rows and columns and 2 · 4 along diagonals; of a pixel 2 and 2; of 2 × 2 pixels 4 and 6.
  const length = (straight: number, diagonal: number) => (Math.PI / 4) * (straight + diagonal * Math.SQRT1_2);
  expect(rounded(perimeter)).toEqual(rounded([length(5, 8), length(2, 2), length(4, 6), length(2, 2)]));
  expect(rounded(neighbourDistance)).toEqual(rounded([Math.hypot(0.5, 3), Math.hypot(0.5, 3), Math.hypot(0.5, 2.5), Math.hypot(0.5, 2.5)])); // prettier-ignore
  expect(channels).toHaveLength(1);
  expect(rounded(channels[0]!.inside)).toEqual([27 / 6, 0, 16 / 4, 4]);
  expect(rounded(channels[0]!.ring)).toEqual([18 / 3, 18 / 3, 25 / 5, 25 / 5]);
});

it('records the truth alone where nothing was predicted, at the diagonal', async () => {
  const { truthCells, cell, hausdorff, status } = await recorded({ prediction: null });
  expect([truthCells, cell.length]).toEqual([2, 2]);
  expect(rounded(hausdorff)).toEqual(rounded([Math.hypot(2, 5), Math.hypot(2, 5)]));
  expect(Array.from(status, (code) => CELL_STATUSES[code])).toEqual(['missed', 'missed']);
});

it('leaves out cells that an ignore mask covers, and keeps the numbers of the others', async () => {
  const { cell, originalId } = await recorded({ ignore: await kept('11110', '11110') });
  expect([Array.from(cell), Array.from(originalId)]).toEqual([[2], [2]]);
});

it('says which file is at fault', async () => {
  const missing = { ...truth, path: join(folder, 'nowhere') };
  const noImage = join(folder, 'broken.png');
  await writeFile(noImage, 'x');
  expect(await record({ truth: missing })).toMatchObject({ error: { code: 'TRUTH_UNREADABLE' } });
  expect(await record({ picture: noImage })).toMatchObject({ error: { code: 'IMAGE_UNREADABLE' } });
  await writeFile(noImage, await labelFile('123'));
  expect(await record({ picture: noImage })).toMatchObject({
    error: { code: 'IMAGE_UNREADABLE', message: expect.stringContaining('3×1 pixels') as string },
  });
});

it('comes with the scores from one overlap table: the same rows, and the same scores as without', async () => {
  const score = (job: Partial<ImageJob>) =>
    scoreImage({ image: 'cell_007', truth, prediction, metrics: resolveMetrics('all'), perCell: false, ...job });
  for (const ignore of [null, await kept('11110', '11110')]) {
    const { timing: _, record, ...scored } = scoredIn(await score({ ignore, picture }));
    const { timing: __, ...alone } = scoredIn(await score({ ignore }));
    expect(scored).toEqual(alone);
    expect(record).toEqual(await recorded({ ignore }));
  }
  const gone = scoredIn(await score({ picture: join(folder, 'nowhere') }));
  expect(gone.record).toMatchObject({ error: { code: 'IMAGE_UNREADABLE' } });
  expect(gone.metrics['tp@0.5']).toBe(1);
});

function scoredIn(result: ImageResult): ImageScore {
  if (!isScored(result)) throw new Error(result.error.message);
  return result;
}
