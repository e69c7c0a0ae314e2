import { decodeLabels } from '@cellboard/formats/node';
import { noTags, png } from '../layouts/layout.fixture.ts';
import { examineFiles, type ReadFiles } from './examine-image.ts';
import { ExaminingThreads } from './examining-threads.ts';

const bytes = async (rows: readonly (readonly number[])[]) => new Uint8Array(await png(rows));
const words = { name: 'a', tags: noTags };

async function reads(): Promise<ReadFiles[]> {
  const image = await bytes([[9, 0, 4, 1], [3, 0, 200, 0], [3, 3, 0, 7]]); // prettier-ignore
  const truth = await bytes([[1, 1, 0, 0], [0, 0, 0, 5], [1, 0, 7, 7]]); // prettier-ignore
  const { labels } = { labels: await decodeLabels(truth) };
  const ignore = await bytes([[0, 0, 0, 0], [9, 0, 0, 0], [0, 0, 0, 0]]); // prettier-ignore
  return [
    { image: words, files: { image, truth, ignore: null } },
    { image: { ...words, ownKind: 'small' }, files: { image, truth, ignore, labels, notes: ['odd'] } },
    { image: words, files: { image, truth: null, ignore: null } },
    { image: words, files: { image: image.subarray(0, 50), truth, ignore: null } },
    { image: words, files: { image, truth: await bytes([[1, 1, 1, 1], [1, 0, 0, 0], [1, 1, 1, 1]]), ignore: null, truthPath: 'b.png' } }, // prettier-ignore
  ];
}

it('a thread finds the same as the caller, also of what cannot be used', async () => {
  await using threads = new ExaminingThreads(0, 3);
  const all = await reads();
  const here = await Promise.all(all.map((read) => examineFiles(read)));
  expect(await Promise.all(all.map((read) => threads.examine(read)))).toEqual(here);
  expect(here.map(({ kind }) => kind)).toEqual(['image', 'image', 'image', 'defect', expect.any(String)]);
});

it('large images are examined too, one after the other, and a bad one does not stop the next', async () => {
  await using threads = new ExaminingThreads(0, 1);
  const row = Array.from({ length: 2100 }, (_, x) => x % 7);
  const image = await bytes(Array.from({ length: 2100 }, () => row));
  const read = (file: Uint8Array<ArrayBuffer>) => ({ image: words, files: { image: file, truth: null, ignore: null } });
  const found = await Promise.all([image, image.subarray(0, 60), image].map((file) => threads.examine(read(file))));
  expect(found.map(({ kind }) => kind)).toEqual(['image', 'defect', 'image']);
  expect(found[0]).toEqual(found[2]);
});

it('without a thread of its own, or where all are busy, the caller examines', async () => {
  const all = [...(await reads()), ...(await reads())];
  const here = await Promise.all(all.map((read) => examineFiles(read)));
  for (const count of [0, 1]) {
    await using threads = new ExaminingThreads(0, count);
    expect(await Promise.all(all.map((read) => threads.examine(read)))).toEqual(here);
  }
});

it('leaves what it was given to its owner', async () => {
  await using threads = new ExaminingThreads(0, 1);
  const [, read] = await reads();
  await threads.examine(read!);
  expect([read!.files.image.length > 0, read!.files.labels?.pixels.get(2, 3)]).toEqual([true, 3]);
});
