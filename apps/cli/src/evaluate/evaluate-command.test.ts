import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScoreSheet } from '@cellboard/evaluation';
import { catalog } from '@cellboard/metrics';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, type Run } from '../run-cli.fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-evaluate-'));
  for (const side of ['truth', 'prediction']) await mkdir(join(folder, side));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => join(folder, ...parts);

async function put(side: 'truth' | 'prediction', name: string, bytes: Uint8Array | string): Promise<void> {
  await writeFile(at(side, name), bytes);
}

function evaluate(...words: string[]): Promise<Run> {
  return cellboard('evaluate', '--truth', at('truth'), '--prediction', at('prediction'), ...words);
}

async function sheet(file: string): Promise<ScoreSheet> {
  return ScoreSheet.parse(JSON.parse(await readFile(file, 'utf8')));
}

// One cell is found with 4 of its 6 pixels, one is missed, one is invented.
const truth = await labelFile([
  [1, 1, 1, 0, 0],
  [1, 1, 1, 0, 2],
]);
const prediction = await labelFile([
  [7, 7, 0, 9, 0],
  [7, 7, 0, 0, 0],
]);

describe('a folder that can be scored', () => {
  it('prints a table and writes exactly the promised JSON', async () => {
    await put('truth', 'cell_007_label.png', truth);
    await put('prediction', 'cell_007_cp_masks.png', prediction);
    const run = await evaluate('--metrics', 'f1@0.5,mDice', '--json', at('sheet.json'));
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/mDice +↑ +0\.400 +0\.400/);
    expect(run.stdout).toContain('1 image of 1 scored');
    const { timing, cellboard: version, ...rest } = JSON.parse(await readFile(at('sheet.json'), 'utf8')) as ScoreSheet;
    expect(rest).toEqual({
      images: [{ image: 'cell_007', width: 5, height: 2, metrics: { mDice: 0.4, 'f1@0.5': 0.5 } }],
      summary: { mean: { mDice: 0.4, 'f1@0.5': 0.5 }, pooled: { mDice: 0.4, 'f1@0.5': 0.5 }, images: 1, missing: [] },
    });
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(Object.keys(timing)).toEqual(['wallMs', 'decodeMs', 'metricMs', 'threads']);
  });

  it('prints the metrics that the board shows, and all that were chosen', async () => {
    for (const side of ['truth', 'prediction'] as const) await put(side, 'a.png', truth);
    const rows = (table: string) =>
      table
        .split('\n\n')[0]
        ?.trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(' ')[0]);
    const usual = await evaluate('--csv', at('scores.csv'));
    expect(rows(usual.stdout)).toEqual(['f1@0.5', 'missed', 'invented', 'splits', 'merges', 'pq', 'mDice', 'mHD']);
    expect(usual.stdout).toContain('These are the metrics that the board shows; --metrics all prints all of them.\n');
    expect((await readFile(at('scores.csv'), 'utf8')).split('\r\n')[0]).toMatch(/mDice.*recall@0\.9.*truthCells/);
    const all = await evaluate('--metrics', 'all');
    expect(rows(all.stdout)).toEqual(catalog.map(({ id }) => id));
    expect(all.stdout).not.toContain('These are the metrics');
  });

  it('prints nothing but JSON with --json -, without a bar where there is no terminal', async () => {
    await put('truth', 'a.png', truth);
    await put('prediction', 'a.png', truth);
    const run = await evaluate('--json', '-', '--metrics', 'all');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const { images } = ScoreSheet.parse(JSON.parse(run.stdout));
    expect(Object.keys(images[0]?.metrics ?? {})).toEqual(catalog.map(({ id }) => id));
  });

  it('lists every cell with --per-cell', async () => {
    await put('truth', 'a.png', truth);
    await put('prediction', 'a.png', prediction);
    await evaluate('--per-cell', '--json', at('sheet.json'));
    const cells = (await sheet(at('sheet.json'))).images[0]?.cells ?? [];
    expect(cells.map(({ of, id, area, matched }) => [of, id, area, matched])).toEqual([
      ['truth', 1, 6, 7],
      ['truth', 2, 1, null],
      ['prediction', 7, 4, 1],
      ['prediction', 9, 1, null],
    ]);
  });

  it('scores a missing prediction as empty, and names it', async () => {
    await put('truth', 'a.png', truth);
    await put('truth', 'b.png', truth);
    await put('prediction', 'a.png', truth);
    const run = await evaluate('--json', at('sheet.json'));
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('1 image without a prediction, scored as if nothing had been predicted:\n  b\n');
    const { images, summary } = await sheet(at('sheet.json'));
    expect(images.map(({ image, metrics }) => [image, metrics['recall@0.5']])).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
    expect(summary).toMatchObject({ images: 2, missing: ['b'], mean: { 'recall@0.5': 0.5 } });
  });

  it('names only some of many missing ones, and the score sheet all', async () => {
    for (let i = 0; i < 30; i++) await put('truth', `image-${String(i)}.png`, truth);
    const { stderr } = await evaluate('--json', at('sheet.json'));
    expect(stderr.split('\n')).toHaveLength(1 + 3 + 1 + 1);
    expect(stderr).toContain('… and 27 more');
    expect((await sheet(at('sheet.json'))).summary.missing).toHaveLength(30);
  });

  it('scores everything as empty where the folder of predictions is empty', async () => {
    await put('truth', 'a.png', truth);
    const run = await evaluate('--json', at('sheet.json'));
    expect(run.code).toBe(0);
    expect((await sheet(at('sheet.json'))).summary).toMatchObject({ missing: ['a'], mean: { mDice: 0 } });
  });

  it('names predictions without a truth and leaves them out', async () => {
    await put('truth', 'a.png', truth);
    for (const name of ['a.png', 'b.png']) await put('prediction', name, truth);
    const run = await evaluate('--json', at('sheet.json'));
    expect(run.code).toBe(0);
    expect(run.stderr).toBe(`1 prediction without a truth, left out:\n  ${at('prediction', 'b.png')}\n`);
    expect((await sheet(at('sheet.json'))).images).toHaveLength(1);
  });

  it('writes a CSV file that a spreadsheet opens without running anything', async () => {
    const names = ['=HYPERLINK("x")', 'a,"b"', 'plain'];
    for (const name of names) {
      await put('truth', `${name}.png`, await labelFile([[0, 0]]));
      if (name === 'plain') await put('prediction', `${name}.png`, await labelFile([[0, 1]]));
    }
    await evaluate('--metrics', 'mDice,truthCells,predictedCells', '--csv', at('scores.csv'));
    expect(await readFile(at('scores.csv'), 'utf8')).toBe(
      [
        'image,width,height,missing,mDice,truthCells,predictedCells',
        `"'=HYPERLINK(""x"")",2,1,true,,0,0`,
        '"a,""b""",2,1,true,,0,0',
        'plain,2,1,false,,0,1',
        '',
      ].join('\r\n'),
    );
  });
});

describe('images that fail', () => {
  it('are named with file and reason; the rest is scored and the exit code is 1', async () => {
    for (const name of ['damaged', 'fine', 'small', 'words']) await put('truth', `${name}.png`, truth);
    await put('prediction', 'damaged.png', truth.subarray(0, 40));
    await put('prediction', 'fine.png', truth);
    await put('prediction', 'small.png', await labelFile([[1]]));
    await put('prediction', 'words.png', 'not an image');
    const run = await evaluate('--json', at('sheet.json'));
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('3 images could not be scored:');
    expect(run.stderr).toContain(`damaged: ${at('prediction', 'damaged.png')}: `);
    expect(run.stderr).toContain('The prediction is 1×1 pixels (width × height), but the truth is 5×2.');
    expect(run.stderr).toContain('The file is text that begins with "not');
    expect(run.stderr).toContain('not those of the whole set');
    expect(run.stderr).not.toMatch(/\n +at /);
    const { images, summary } = await sheet(at('sheet.json'));
    expect(images.map(({ image }) => image)).toEqual(['fine']);
    expect(summary.images).toBe(1);
  });

  it('are all named, however many', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `image-${String(i)}`);
    for (const name of names) {
      await put('truth', `${name}.png`, truth);
      await put('prediction', `${name}.png`, 'not an image');
    }
    const { stderr, code } = await evaluate();
    expect(code).toBe(1);
    for (const name of names) expect(stderr).toContain(`  ${name}: ${at('prediction', `${name}.png`)}: `);
  });

  it('include those whose file cannot be chosen', async () => {
    for (const name of ['a.png', 'b.png']) await put('truth', name, truth);
    for (const name of ['a.png', 'a_mask.png', 'b.png']) await put('prediction', name, truth);
    const run = await evaluate();
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('1 image with several files that could belong together, not scored:');
    expect(run.stderr).toContain(
      `a: ${at('truth', 'a.png')}, ${at('prediction', 'a.png')}, ${at('prediction', 'a_mask.png')}`,
    );
    expect(run.stdout).toContain('1 image of 1 scored');
  });
});

describe('a command that cannot be carried out', () => {
  it.each([
    ['an option is missing', ['evaluate', '--truth', '/tmp'], /required option '--prediction <folder>'/],
    [
      'an option is unknown',
      ['evaluate', '--truth', '/', '--prediction', '/', '--jsn', 'x'],
      /unknown option '--jsn'\n\(Did you mean --json\?\)/,
    ],
    ['the command is unknown', ['evalute'], /Did you mean evaluate\?/],
    ['there is no command', [], /Usage: cellboard/],
    [
      'a metric is unknown',
      ['evaluate', '--truth', '/', '--prediction', '/', '--metrics', 'mdise'],
      /no metric "mdise"\. Did you mean mDice\?/,
    ],
    [
      'a metric lacks its threshold',
      ['evaluate', '--truth', '/', '--prediction', '/', '--metrics', 'pq,f1'],
      /no metric "f1"\. Did you mean f1@0\.5, f1@0\.55 or f1@0\.6\? "cellboard evaluate --help" lists all ids/,
    ],
    [
      'a metric is like none',
      ['evaluate', '--truth', '/', '--prediction', '/', '--metrics', 'qwertyuiop'],
      /no metric "qwertyuiop"\. "cellboard/,
    ],
    [
      'threads are no number',
      ['evaluate', '--truth', '/', '--prediction', '/', '--threads', 'two'],
      /whole number from 1 to 256/,
    ],
    [
      'a folder is not there',
      ['evaluate', '--truth', '/nowhere', '--prediction', '/'],
      /\/nowhere cannot be read: it does not exist/,
    ],
  ])('ends with 2 where %s', async (_, words, message) => {
    const run = await cellboard(...words);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).not.toMatch(/\n +at /);
    expect(run.code).toBe(2);
  });

  it('says what lies in a folder without label images', async () => {
    await mkdir(at('truth', 'train'));
    const run = await evaluate();
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`format that is read) in ${at('truth')}. It holds train.`);
  });

  it('says what lies where predictions should, instead of scoring them as missing', async () => {
    await put('truth', 'a.png', truth);
    await put('prediction', 'a.log', truth);
    const run = await evaluate();
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(`format that is read) in ${at('prediction')}. It holds a.log.`);
  });

  it('does not write a CSV file called -', async () => {
    await put('truth', 'a.png', truth);
    const run = await evaluate('--csv', '-');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('--csv needs the name of a file');
  });

  it('says so where no name fits', async () => {
    await put('truth', 'a.png', truth);
    await put('prediction', 'b.png', truth);
    const run = await evaluate();
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('No prediction belongs to a truth');
  });

  it.each(['--json', '--csv'])('asks for a folder that exists before it computes, for %s', async (option) => {
    await put('truth', 'a.png', truth);
    const run = await evaluate(option, at('nowhere', 'out'));
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('Create it first');
  });

  it('does not write to a folder', async () => {
    await put('truth', 'a.png', truth);
    expect(await evaluate('--json', at('truth'))).toMatchObject({ code: 2, stdout: '' });
  });
});

it('replaces an older file as a whole and leaves nothing beside it', async () => {
  await put('truth', 'a.png', truth);
  await writeFile(at('sheet.json'), 'x'.repeat(100_000));
  await evaluate('--json', at('sheet.json'));
  expect((await sheet(at('sheet.json'))).images).toHaveLength(1);
  expect((await readdir(folder)).sort()).toEqual(['prediction', 'sheet.json', 'truth']);
});

it('documents its exit codes', async () => {
  const run = await cellboard('evaluate', '--help');
  expect(run.code).toBe(0);
  expect(run.stdout).toMatch(/Exit codes:\n +0 +done.*\n +1 +some images failed.*\n +2 +usage/);
  expect(run.stdout).toContain('mDice mIoU mHD');
});
