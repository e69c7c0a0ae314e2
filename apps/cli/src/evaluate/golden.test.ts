import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ScoreSheet, type ScoreSheetImage } from '@cellboard/evaluation';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard, inTemporaryFolder } from '../run-cli.fixture.ts';

const golden = fileURLToPath(new URL('../../../../../shared/data/golden', import.meta.url));
const here = existsSync(golden);
if (!here) console.warn(`Skipped: the golden set of other implementations is not at ${golden}.`);
const withGolden = here ? describe : describe.skip;

type Values = Record<string, number | null>;

interface GoldenCase {
  readonly case: string;
  readonly gt: string;
  readonly pred: string;
  readonly width: number;
  readonly height: number;
  readonly n_gt: number;
  readonly n_pred: number;
  readonly metrics: { readonly seed: { readonly values: Values }; readonly reference: { readonly values: Values } };
}

/** Scores every pair of files in one run of the program; each pair under a name of its own. */
async function scoreAll(
  pairs: readonly { name: string; truth: string; prediction: string }[],
): Promise<Map<string, ScoreSheetImage>> {
  return inTemporaryFolder(async (folder) => {
    for (const side of ['truth', 'prediction'] as const) {
      await mkdir(join(folder, side));
      for (const pair of pairs) await symlink(pair[side], join(folder, side, pair.name + extname(pair[side])));
    }
    const out = join(folder, 'sheet.json');
    const run = await cellboard(
      'evaluate',
      '--truth',
      join(folder, 'truth'),
      '--prediction',
      join(folder, 'prediction'),
      '--json',
      out,
    );
    // Some predictions are odd on purpose, and noted.
    expect(run).toMatchObject({ code: 0, stderr: expect.stringMatching(/^(?:$|\d+ notes on the files:)/) as string });
    const sheet = ScoreSheet.parse(JSON.parse(await readFile(out, 'utf8')));
    return new Map(sheet.images.map((row) => [row.image, row]));
  });
}

/** What the golden set expects of one case, by our metric ids. */
function expected({ width, height, n_gt, n_pred, metrics: { seed, reference } }: GoldenCase): Values {
  const values: Values = { truthCells: n_gt, predictedCells: n_pred };
  const seedValues = n_gt > 0 && n_pred === 0 ? nothingFound(width, height) : seed.values;
  for (const id of ['mDice', 'mIoU', 'mHD']) values[id] = seedValues[id] ?? null;
  for (const threshold of ['0.5', '0.75', '0.9']) {
    for (const name of ['tp', 'fp', 'fn', 'ap', 'precision', 'recall', 'f1']) {
      values[`${name}@${threshold}`] = reference.values[`${name}_ge@${threshold}`] ?? null;
    }
  }
  for (const [id, key] of [
    ['pq', 'pq_gt@0.5'],
    ['sq', 'sq_gt@0.5'],
    ['dq', 'f1_gt@0.5'],
  ] as const)
    values[id] = reference.values[key] ?? null;
  return values;
}

/** Our one rule: where the truth has cells and the prediction none, the seed's formulas are undefined and we answer the worst. */
function nothingFound(width: number, height: number): Values {
  return { mDice: 0, mIoU: 0, mHD: Math.hypot(width, height) };
}

/** The metrics that are further from the expected value than allowed, in words. */
function deviations(found: Values, wanted: Values): string[] {
  return Object.entries(wanted).flatMap(([id, value]) => {
    const score = found[id];
    const allowed = id === 'mHD' ? 1e-9 : 1e-12;
    const same =
      value === null || score === null || score === undefined ? score === value : Math.abs(score - value) <= allowed;
    return same ? [] : [`${id} is ${String(score)}, expected ${String(value)}`];
  });
}

withGolden('the golden set through the command line', () => {
  it('agrees with the seed and the reference on every case', async () => {
    const files = (await readdir(golden)).filter((name) => /^(dsb|edge|synth)_.*\.json$/.test(name));
    const cases = await Promise.all(
      files.map(async (name) => JSON.parse(await readFile(join(golden, name), 'utf8')) as GoldenCase),
    );
    expect(cases.length).toBeGreaterThan(100);
    const rows = await scoreAll(
      cases.map(({ case: name, gt, pred }) => ({ name, truth: join(golden, gt), prediction: join(golden, pred) })),
    );
    const wrong = cases.flatMap((one) => {
      const row = rows.get(one.case);
      if (!row) return [`${one.case} is missing`];
      expect([row.width, row.height]).toEqual([one.width, one.height]);
      return deviations(row.metrics, expected(one)).map((text) => `${one.case}: ${text}`);
    });
    expect(wrong).toEqual([]);
    expect(rows.size).toBe(cases.length);
  });

  it('agrees with the cases worked by hand', async () => {
    const cases = JSON.parse(await readFile(join(golden, 'tiny_cases.json'), 'utf8')) as TinyCase[];
    const rows = await inTemporaryFolder(async (folder) => {
      const pairs = await Promise.all(
        cases.map(async ({ name, gt, pred }) => {
          const paths = { name, truth: join(folder, `${name}_t.png`), prediction: join(folder, `${name}_p.png`) };
          await writeFile(paths.truth, await labelFile(gt));
          await writeFile(paths.prediction, await labelFile(pred));
          return paths;
        }),
      );
      return scoreAll(pairs);
    });
    const wrong = cases.flatMap((one) =>
      deviations(rows.get(one.name)?.metrics ?? {}, tinyExpected(one)).map((text) => `${one.name}: ${text}`),
    );
    expect(wrong).toEqual([]);
    expect(rows.size).toBe(cases.length);
  });
});

interface TinyCase {
  readonly name: string;
  readonly gt: number[][];
  readonly pred: number[][];
  readonly expect: Values;
}

/** The names of the hand-worked cases, in ours; they hold other metrics beside. */
function tinyExpected({ gt, pred, expect: wanted }: TinyCase): Values {
  const names: Values = {};
  const isEmpty = (rows: number[][]) => !rows.flat().some((id) => id > 0);
  for (const [key, value] of Object.entries(wanted)) {
    const id = /^(ap|tp|fp|fn)(\d\d)$/.exec(key);
    if (id) names[`${String(id[1])}@0.${String(id[2]).replace(/0$/, '')}`] = value;
    else if (['mDice', 'mIoU', 'mHD', 'pq', 'sq', 'dq'].includes(key)) names[key] = value;
  }
  if (isEmpty(pred) && !isEmpty(gt)) Object.assign(names, nothingFound(gt[0]?.length ?? 0, gt.length));
  return names;
}
