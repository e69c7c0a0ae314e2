import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScoreSheet } from '@cellboard/evaluation';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, type Run } from '../run-cli.fixture.ts';

const sides = ['truth', 'prediction', 'ignore'] as const;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-ignore-'));
  for (const side of sides) await mkdir(at(side));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);
const put = (side: (typeof sides)[number], name: string, bytes: Uint8Array | string) =>
  writeFile(at(side, name), bytes);

function evaluate(...words: string[]): Promise<Run> {
  const folders = sides.flatMap((side) => [`--${side}`, at(side)]);
  return cellboard('evaluate', ...folders, '--metrics', 'tp@0.5,fp@0.5,fn@0.5', ...words);
}

async function images(): Promise<ScoreSheet['images']> {
  return ScoreSheet.parse(JSON.parse(await readFile(at('sheet.json'), 'utf8'))).images;
}

// One cell is found; one is missed and one is invented, both in the vague area.
const truth = await labelFile([
  [1, 1, 1, 0, 0],
  [1, 1, 1, 0, 2],
]);
const prediction = await labelFile([
  [7, 7, 0, 9, 0],
  [7, 7, 0, 0, 0],
]);
const vague = await labelFile([
  [0, 0, 0, 255, 255],
  [0, 0, 0, 255, 255],
]);

async function putPair(name: string): Promise<void> {
  await put('truth', name, truth);
  await put('prediction', name, prediction);
}

it('leaves out what the masks mark, of the images that have one', async () => {
  await putPair('cell_007_label.png');
  await putPair('clear.png');
  await put('ignore', 'cell_007_mask.png', vague);
  const run = await evaluate('--json', at('sheet.json'), '--per-cell');
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).toContain('4 pixels of 1 image ignored.\n');
  const [masked, clear] = await images();
  expect(masked).toMatchObject({ image: 'cell_007_label', ignoredPixels: 4 });
  expect(masked?.metrics).toEqual({ 'tp@0.5': 1, 'fp@0.5': 0, 'fn@0.5': 0 });
  expect(masked?.cells?.map(({ of, id }) => [of, id])).toEqual([
    ['truth', 1],
    ['prediction', 7],
  ]);
  expect(clear).not.toHaveProperty('ignoredPixels');
  expect(clear?.metrics).toEqual({ 'tp@0.5': 1, 'fp@0.5': 1, 'fn@0.5': 1 });
});

it('ignores nothing where the folder of masks is empty', async () => {
  await putPair('a.png');
  const run = await evaluate('--json', at('sheet.json'));
  expect(run).toMatchObject({ code: 0, stderr: '' });
  expect(run.stdout).not.toContain('ignored');
  expect((await images())[0]?.metrics).toEqual({ 'tp@0.5': 1, 'fp@0.5': 1, 'fn@0.5': 1 });
});

it('warns of masks without a truth', async () => {
  await putPair('a.png');
  for (const name of ['a.png', 'b.png']) await put('ignore', name, vague);
  const run = await evaluate();
  expect(run.code).toBe(0);
  expect(run.stderr).toBe(`1 ignore mask without a truth, left out:\n  ${at('ignore', 'b.png')}\n`);
});

it('names both files where a mask has another size, and scores the rest', async () => {
  for (const name of ['fine.png', 'small.png']) await putPair(name);
  await put('ignore', 'fine.png', vague);
  await put('ignore', 'small.png', await labelFile([[1]]));
  const run = await evaluate('--json', at('sheet.json'));
  expect(run.code).toBe(1);
  expect(run.stderr).toContain(
    `small: ${at('ignore', 'small.png')}, ${at('truth', 'small.png')}: The ignore mask is 1×1 pixels (width × height), but the truth is 5×2.`,
  );
  expect((await images()).map(({ image }) => image)).toEqual(['fine']);
});

it('names a mask that cannot be read', async () => {
  await putPair('a.png');
  await put('ignore', 'a.png', 'not an image');
  const run = await evaluate();
  expect(run.code).toBe(1);
  expect(run.stderr).toContain(`a: ${at('ignore', 'a.png')}: `);
});

it('does not choose between several masks', async () => {
  for (const name of ['a.png', 'b.png']) await putPair(name);
  for (const name of ['a.png', 'a_mask.png', 'c.png', 'c_mask.png']) await put('ignore', name, vague);
  const run = await evaluate();
  expect(run.code).toBe(1);
  expect(run.stderr).toContain(
    `  a: ${at('truth', 'a.png')}, ${at('ignore', 'a.png')}, ${at('ignore', 'a_mask.png')}. Leave one file a folder.`,
  );
  expect(run.stderr).toContain('2 ignore masks without a truth');
  expect(run.stdout).toContain('1 image of 1 scored');
});

it.each([
  ['no mask belongs to any truth', 'b.png', /No ignore mask belongs to a truth: .*Give an ignore mask the name/],
  [
    'the folder holds other files alone',
    'a.doc',
    /There is no label image \(PNG, TIFF or another format that is read\) in .*ignore\. It holds a\.doc/,
  ],
])('ends with 2 where %s', async (_, name, message) => {
  await putPair('a.png');
  await put('ignore', name, vague);
  const run = await evaluate();
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(message);
});
