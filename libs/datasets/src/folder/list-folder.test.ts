import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listLabelFiles } from './list-folder.ts';
import { pairFiles } from './pair-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-list-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (...files: string[]) => {
  for (const file of files) await writeFile(join(folder, file), '');
};
const listed = async (options = {}) => (await listLabelFiles(folder, options)).files;

it.each([
  'a.npy',
  'a_seg.npy',
  'a.mat',
  'a_PRED.NPZ',
  'a.geojson',
  'a.labels.zip',
  'a_rois.zip',
  'a_mask.h5',
  'a_cp_outlines.txt',
  'a.ome.zarr.zip',
])('%s is the label image of a', async (file) => {
  await put(file);
  expect(await listed()).toEqual([file]);
  expect(pairFiles(['a'], [file]).pairs).toEqual([{ name: 'a', left: 'a', right: file }]);
});

it('passes over other endings, hidden files, names without an ending, and folders', async () => {
  await put('a.log', 'a.npy.log', '.npy', 'a', 'a.md');
  await mkdir(join(folder, 'b.npy'));
  expect(await listLabelFiles(folder)).toEqual({ files: [], ignored: ['a', 'a.log', 'a.md', 'a.npy.log', 'b.npy'] });
});

it('takes a picture where there is one, and other formats only for other images', async () => {
  await put('a_cp_masks.png', 'a_seg.npy', 'a_rois.zip', 'b_seg.npy');
  expect(await listed()).toEqual(['a_cp_masks.png', 'b_seg.npy']);
});

it('lists Zarr folders only if they are asked for', async () => {
  await mkdir(join(folder, 'a.zarr'));
  expect(await listed()).toEqual([]);
  expect(await listed({ folders: true })).toEqual(['a.zarr']);
});

it('leaves it open which of several formats is meant', async () => {
  await put('a.npy', 'a.mat');
  expect(pairFiles(['a'], await listed()).ambiguous).toEqual([{ name: 'a', left: ['a'], right: ['a.mat', 'a.npy'] }]);
});
