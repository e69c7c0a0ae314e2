import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TaskImage } from '@cellboard/contract';
import { labelFile } from '../label-file.fixture.ts';
import { UsageError } from '../usage-error.ts';
import { matchPredictions, refuseUnscored } from './match-predictions.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-match-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const put = async (...names: string[]) => {
  for (const name of names) await writeFile(at(name), await labelFile([[1]]));
};
const image = (dataset: string, name: string, scored = true): TaskImage => ({
  dataset,
  name,
  width: 1,
  height: 1,
  scored,
});
const images = [image('first', 'a'), image('first', 'b'), image('second', 'c'), image('second', 'd', false)];

it('finds the dataset of every prediction', async () => {
  await put('a.png', 'c_cp_masks.png');
  expect(await matchPredictions(folder, images)).toMatchObject([
    { name: 'a', dataset: 'first', path: at('a.png') },
    { name: 'c', dataset: 'second', path: at('c_cp_masks.png') },
  ]);
});

it('refuses a name that several datasets have', async () => {
  await put('a.png', 'b.png');
  await expect(matchPredictions(folder, [...images, image('second', 'b')])).rejects.toThrow(
    'Several datasets of the task have an image b: first, second. Choose one with --dataset.',
  );
  await put('c.png');
  await rm(at('b.png'));
  expect(await matchPredictions(folder, [...images, image('second', 'b')])).toHaveLength(2);
});

it('refuses a folder without a prediction', async () => {
  await put('x.png');
  await expect(matchPredictions(folder, images)).rejects.toThrow(UsageError);
});

it('refuses predictions of which none would be scored', async () => {
  await put('d.png');
  const alone = await matchPredictions(folder, images);
  expect(() => {
    refuseUnscored(images, alone);
  }).toThrow('Nothing was sent: these predictions are all for images without truth, which are not scored.');
  await put('a.png');
  refuseUnscored(images, await matchPredictions(folder, images));
});
