import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTemporaryFolder } from '../run-cli.fixture.ts';
import { Spool } from './spool.ts';
import type { ImportEntry, ImportImage } from './survey.ts';

const tags = { cellType: 'a', modality: 'b', stain: null, tissue: null, pixelSizeUm: null, cluster: null, split: null, planeZ: null, planeT: null }; // prettier-ignore
const bytes = (...values: number[]) => Uint8Array.from(values);

function anImage(name: string, files: Awaited<ReturnType<ImportImage['files']>>): ImportImage {
  return { kind: 'image', name, tags, files: () => Promise.resolve(files) };
}

const a = anImage('a', { image: bytes(1, 2, 3), truth: bytes(4, 5), ignore: bytes(6) });
const b = anImage('b', { image: bytes(7), truth: null, ignore: null });

async function* dataset(...images: readonly ImportImage[]): AsyncGenerator<ImportEntry> {
  yield { kind: 'note', name: 'x', message: 'odd' };
  for (const image of images) yield await Promise.resolve(image);
}

/** The images that are wanted, with what is in their files. */
async function found(spool: Spool, names: ReadonlySet<string>, read: () => AsyncIterable<ImportEntry>) {
  const all: unknown[] = [];
  for await (const entry of spool.entries(names, read)) {
    if (entry.kind !== 'image') continue;
    const { image, truth, ignore } = await entry.files();
    all.push([entry.name, [image, truth, ignore].map((one) => one && [...one])]);
  }
  return all;
}

const never = (): AsyncIterable<ImportEntry> => {
  throw new Error('The dataset is read again.');
};

it('gives back what it kept, and reads nothing again', async () => {
  await using spool = await Spool.open();
  for (const image of [a, b]) await spool.keep(image, await image.files());
  const both = [['a', [[1, 2, 3], [4, 5], [6]]], ['b', [[7], null, null]]]; // prettier-ignore
  expect(await found(spool, new Set(['a', 'b']), never)).toEqual(both);
  expect(await found(spool, new Set(['b']), never)).toEqual([both[1]]);
});

it('several are kept at once without touching each other', async () => {
  await using spool = await Spool.open();
  const many = Array.from({ length: 50 }, (_, i) =>
    anImage(`i${i}`, { image: bytes(...Array.from({ length: i }, () => i)), truth: bytes(i, i), ignore: null }),
  );
  await Promise.all(many.map(async (image) => spool.keep(image, await image.files())));
  const names = new Set(many.map(({ name }) => name));
  for (const [name, files] of (await found(spool, names, never)) as [string, [number[], number[]]][]) {
    const i = Number(name.slice(1));
    expect(files).toEqual([Array.from({ length: i }, () => i), [i, i], null]);
  }
});

it('what finds no room is read again, and only that', async () => {
  await using spool = await Spool.open(5);
  for (const image of [a, b]) await spool.keep(image, await image.files());
  const wanted = new Set(['a', 'b']);
  expect(await found(spool, wanted, () => dataset(a, b))).toEqual([
    ['b', [[7], null, null]],
    ['a', [[1, 2, 3], [4, 5], [6]]], // prettier-ignore
  ]);
});

it('an image that is sent as it lies there is read from there', async () => {
  await inTemporaryFolder(async (folder) => {
    const imagePath = join(folder, 'c.png');
    await writeFile(imagePath, bytes(8, 9));
    await using spool = await Spool.open(1);
    const c = anImage('c', { image: bytes(8, 9), imagePath, truth: bytes(1), ignore: null });
    await spool.keep(c, await c.files());
    expect(await found(spool, new Set(['c']), never)).toEqual([['c', [[8, 9], [1], null]]]);
    await writeFile(imagePath, bytes(10));
    expect(await found(spool, new Set(['c']), never)).toEqual([['c', [[10], [1], null]]]);
  });
});
