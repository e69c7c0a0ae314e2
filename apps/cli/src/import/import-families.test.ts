import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeNpy } from '@cellboard/formats';
import { ndArray } from '@cellboard/labels';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';

/** No server listens there. */
const nowhere = 'http://127.0.0.1:9';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-families-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const image = () => labelFile([[9, 9, 9]]);
const two = () => labelFile([[4, 0, 7]]);
const npy = (data: Uint8Array | Uint16Array, ...shape: number[]) => encodeNpy(ndArray(data, shape));

const box = (left: number) => ({
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [[[left, 0], [left + 1, 0], [left + 1, 1], [left, 1], [left, 0]]] }, // prettier-ignore
  properties: { classification: { name: 'nuclei_tumor' } },
});

type Files = Readonly<Record<string, Uint8Array | string | Promise<Uint8Array>>>;

/** Of each family of layouts one dataset: one image of 3×1 pixels with two cells. */
const families: readonly { readonly id: string; readonly files: () => Files; readonly words?: readonly string[] }[] = [
  {
    id: 'pannuke',
    files: () => ({
      'Fold 1/images/fold1/images.npy': npy(new Uint8Array(9), 1, 1, 3, 3),
      'Fold 1/masks/fold1/masks.npy': npy(Uint16Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]), 1, 1, 3, 6), // prettier-ignore
    }),
    words: ['--part', 'fold1'],
  },
  {
    id: 'conic',
    files: () => ({
      'images.npy': npy(new Uint8Array(9), 1, 1, 3, 3),
      'labels.npy': npy(Uint16Array.from([4, 1, 0, 0, 7, 2]), 1, 1, 3, 2),
      'patch_info.csv': 'patch_info\nconsep_1-0000\n',
    }),
  },
  {
    id: 'puma',
    files: () => ({
      'training_set_primary_roi_001.tif': image(),
      'training_set_primary_roi_001_nuclei.geojson': JSON.stringify({ type: 'FeatureCollection', features: [box(0), box(2)] }), // prettier-ignore
    }),
  },
  { id: 's-bsst265', files: () => ({ 'rawimages/a_1.tif': image(), 'groundtruth/a_1.tif': two() }) },
  {
    id: 'ctc',
    files: () => ({
      'Fluo-N2DH-SIM+/01/t000.tif': image(),
      'Fluo-N2DH-SIM+/01_GT/SEG/man_seg000.tif': two(),
      'Fluo-N2DH-SIM+/01_GT/TRA/man_track000.tif': two(),
    }),
    words: ['--object', 'nucleus'],
  },
];

it.each(families)('a dry run reads $id', async ({ id, files, words = [] }) => {
  const home = join(folder, id);
  for (const [path, bytes] of Object.entries(files())) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), await bytes);
  }
  const run = await cellboard('import', id, home, ...words, '--url', nowhere, '--dry-run');
  expect(run.stdout).toContain('Would import 1 image with 2 cells');
  expect(run.code).toBe(0);
});

it.each([
  { id: 'yeastms', words: [], message: 'Its files are Python pickles' },
  { id: 'lynsec', words: ['--part', '4'], message: 'holds no file such as 0_l3.npy' },
])('$id is refused with 2', async ({ id, words, message }) => {
  const run = await cellboard('import', id, folder, ...words, '--dry-run');
  expect(run.stderr).toContain(message);
  expect(run.stderr).not.toMatch(/\n +at /);
  expect(run.code).toBe(2);
});
