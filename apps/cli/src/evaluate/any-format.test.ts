import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeArchive,
  encodeCellposeOutlines,
  encodeGeoJson,
  encodeNpy,
  encodeNpz,
  encodeRoiSet,
  type WritablePixels,
} from '@cellboard/formats';
import { decodeLabels } from '@cellboard/formats/node';
import type { LabelImage } from '@cellboard/labels';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, runNode, sourceWords } from '../run-cli.fixture.ts';

const rows = [
  [1, 1, 0, 0],
  [1, 1, 0, 2],
  [0, 0, 0, 2],
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-any-format-'));
  for (const name of ['truth', 'prediction']) await mkdir(join(folder, name));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const evaluate = async () => {
  const run = await cellboard('evaluate', '--truth', at('truth'), '--prediction', at('prediction'), '--json', '-');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return JSON.parse(run.stdout) as { images: { image: string; metrics: Record<string, number> }[] };
};
const oneFound = async () => {
  const { images } = await evaluate();
  expect(images).toMatchObject([{ image: 'a', metrics: { 'f1@0.5': 1, truthCells: 2 } }]);
};

/** A Zarr array of one uncompressed chunk, as a folder. */
async function putZarr(path: string): Promise<void> {
  await mkdir(path);
  const shape = [rows.length, rows[0]?.length];
  const array = { zarr_format: 2, shape, chunks: shape, dtype: '<i4', fill_value: 0, order: 'C', filters: null };
  await writeFile(join(path, '.zarray'), JSON.stringify({ ...array, compressor: null }));
  await writeFile(join(path, '0.0'), new Uint8Array(Int32Array.from(rows.flat()).buffer));
}

it.each([
  ['a_seg.npz', ({ pixels }: LabelImage) => encodeNpz({ masks: pixels })],
  ['a.geojson', encodeGeoJson],
  ['a_rois.zip', encodeRoiSet],
  ['a_cp_outlines.txt', encodeCellposeOutlines],
] as const)('scores %s as a tool wrote it', async (file, encode) => {
  const labels = await decodeLabels(await labelFile(rows));
  await writeFile(at('truth', 'a.png'), await labelFile(rows));
  await writeFile(at('prediction', file), encode(labels));
  await oneFound();
});

it('scores Zarr folders on both sides', async () => {
  await putZarr(at('truth', 'a.zarr'));
  await putZarr(at('prediction', 'a.ome.zarr'));
  await oneFound();
});

it('takes what lies beside pictures of the truth for no truth, and settings beside predictions for no prediction', async () => {
  await writeFile(at('truth', 'a.png'), await labelFile(rows));
  await writeFile(at('truth', 'dataset.json'), '{}');
  await writeFile(at('prediction', 'a.png'), await labelFile(rows));
  await writeFile(at('prediction', 'settings.json'), '{}');
  await oneFound();
});

describe('one file without names, with --in-order', () => {
  const stack = (count: number) => {
    const shape = [count, rows.length, rows[0]?.length ?? 0];
    const data = Uint16Array.from(Array.from({ length: count }, () => rows.flat()).flat());
    return encodeNpy({ data, shape } as unknown as WritablePixels);
  };
  const run = (...more: string[]) =>
    cellboard('evaluate', '--truth', at('truth'), '--prediction', at('prediction'), '--in-order', ...more);
  const putTruths = async (...names: string[]) => {
    for (const name of names) await writeFile(at('truth', `${name}.png`), await labelFile(rows));
    await writeFile(at('prediction', 'all.npy'), stack(names.length));
  };

  it('says the order, and the first and the last pair', async () => {
    await putTruths('img01', 'img02', 'img10');
    const { code, stderr } = await run();
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr:
        '--in-order: names are taken in text order, letter by letter: label image 1 belongs to img01.png, label image 3 to img10.png.\n',
    });
  });

  it('says where the order of numbers would be another', async () => {
    await putTruths('img1', 'img2', 'img10');
    expect((await run()).stderr).toBe(
      '--in-order: names are taken in text order, letter by letter: label image 1 belongs to img1.png, label image 3 to img2.png. ' +
        'The order by number differs: there, label image 2 would belong to img2.png, not to img10.png. ' +
        'If the file is in that order, give all numbers in the names the same length, such as 007.\n',
    );
  });
});

describe('a folder in N5 format', () => {
  const putN5 = async (path: string) => {
    await mkdir(join(path, 's0', '0'), { recursive: true });
    await writeFile(join(path, 'attributes.json'), '{"n5":"2.0.0"}');
    await writeFile(join(path, 's0', 'attributes.json'), '{"dimensions":[4,3],"blockSize":[4,3],"dataType":"uint16"}');
    await writeFile(join(path, 's0', '0', '0'), new Uint8Array(40));
  };
  const isN5 = 'is in N5 format, which is not read. Convert it to OME-Zarr, or save each image as TIFF.';

  it.each(['a.n5', 'a'])('is named as one of the predictions: %s', async (name) => {
    await writeFile(at('truth', 'a.png'), await labelFile(rows));
    await putN5(at('prediction', name));
    const run = await cellboard('evaluate', '--truth', at('truth'), '--prediction', at('prediction'));
    expect(run.stderr).toContain(`a: ${at('prediction', name)}`);
    expect(run.stderr).toContain(isN5);
    expect(run.code).toBe(1);
  });

  it('is named where it is the folder of predictions, or of images', async () => {
    await writeFile(at('truth', 'a.png'), await labelFile(rows));
    await putN5(at('all.n5'));
    const run = await cellboard('evaluate', '--truth', at('truth'), '--prediction', at('all.n5'));
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe(`error: ${at('all.n5')}: The folder ${isN5}\n`);
  });

  it('is named as a truth to import', async () => {
    await mkdir(at('set', 'images'), { recursive: true });
    await writeFile(at('set', 'images', 'a.png'), await labelFile(rows));
    await putN5(at('set', 'labels', 'a.n5'));
    const words = ['import', 'folder', at('set'), '--dataset', 'mine', '--object', 'cell', '--dry-run'];
    const run = await cellboard(...words);
    expect(run.stderr).toContain(`a: ${at('set', 'labels', 'a.n5')}: The folder ${isN5}`);
    expect(run.code).not.toBe(0);
  });

  it('is one file for inspect', async () => {
    await putN5(at('all.n5'));
    const run = await cellboard('inspect', at('all.n5'));
    expect(run.stderr).toBe(`1 file cannot be used:\n  ${at('all.n5')}: The folder ${isN5}\n`);
    expect(run.code).toBe(1);
  });
});

describe('a zip archive of predictions', () => {
  /** With a folder for temporary files of its own, where nothing else is left. */
  const run = (archive: string) => {
    const temporary = encodeURIComponent(JSON.stringify(at('temporary')));
    return runNode(
      ...['--import', `data:text/javascript,process.env.TMPDIR=${temporary}`, ...sourceWords],
      ...['evaluate', '--truth', at('truth'), '--prediction', at(archive), '--json', '-'],
    );
  };
  const left = () => readdir(at('temporary'));

  beforeEach(async () => {
    await mkdir(at('temporary'));
    for (const name of ['a.png', 'b.png']) await writeFile(at('truth', name), await labelFile(rows));
  });

  it.each(['', 'masks/', 'run 1/masks/'])('is read as its folder is, from "%s"', async (top) => {
    const file = await labelFile(rows);
    await writeFile(at('masks.zip'), encodeArchive({ [`${top}a.png`]: file, [`${top}b_cp_masks.png`]: file }));
    const { code, stdout, stderr } = await run('masks.zip');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a' }, { image: 'b' }] });
    expect(await left()).toEqual([]);
  });

  it('may hold a single Zarr folder', async () => {
    await rm(at('truth', 'b.png'));
    await putZarr(at('a.zarr'));
    const [meta, chunk] = [await readFile(at('a.zarr', '.zarray')), await readFile(at('a.zarr', '0.0'))];
    await writeFile(at('zarr.zip'), encodeArchive({ 'a.zarr/.zarray': meta, 'a.zarr/0.0': chunk }));
    const { code, stdout, stderr } = await run('zarr.zip');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ images: [{ image: 'a', metrics: { 'f1@0.5': 1 } }] });
  });

  it.each([
    ['unsafe', ['a.png', '../b.png'], /^error: .*bad\.zip: The archive/],
    ['no tree of files', ['a.png', 'a.png/b.png'], /^error: .*bad\.zip cannot be unpacked: .* Unpack it yourself/],
  ])('is refused as a whole if it is %s, and leaves nothing behind', async (_what, names, words) => {
    const file = await labelFile(rows);
    await writeFile(at('bad.zip'), encodeArchive(Object.fromEntries(names.map((name) => [name, file]))));
    const { code, stdout, stderr } = await run('bad.zip');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(words);
    expect(await left()).toEqual([]);
  });
});
