import { catalog } from '../catalog/catalog.ts';
import { thresholds, type MetricId } from '../catalog/metric-id.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { goldenPairs } from './golden-set.fixture.ts';
import { goldenCase, goldenImage, goldenNames, type GoldenCase } from './golden.fixture.ts';

/** Our id for each key of the independent reference. */
const referenceKeys: Record<string, MetricId> = {
  'pq_gt@0.5': 'pq',
  'sq_gt@0.5': 'sq',
  'f1_gt@0.5': 'dq',
  ap_mean_ge: 'apMean',
  dice1: 'dice',
  iou_binary: 'iou',
  dice2: 'dice2',
  aji: 'aji',
  aji_plus: 'ajiPlus',
  seg: 'seg',
  det: 'det',
  n_gt: 'truthCells',
  n_pred: 'predictedCells',
  best_dice_gt: 'mDice',
  best_dice_pred: 'mDiceReverse',
  best_iou_gt: 'mIoU',
  best_iou_pred: 'mIoUReverse',
  ...Object.fromEntries(
    thresholds.flatMap((at) =>
      (['tp', 'fp', 'fn', 'ap', 'precision', 'recall', 'f1'] as const).map((name) => [
        `${name}_ge@${at}`,
        `${name}@${at}`,
      ]),
    ),
  ),
};

/** With truth and no prediction, or the reverse, we give 0 where the formulas alone are undefined. */
const emptyRule: readonly MetricId[] = ['mDice', 'mIoU', 'mHD', 'dice2', 'mDiceReverse', 'mIoUReverse'];

describe('the golden set', () => {
  const values = goldenPairs.flatMap((pair) =>
    Object.entries(pair.values).map(([from, expected]) => [pair.name, from, { pair, expected }] as const),
  );
  it.each(values)('%s: %s', (...[, , { pair, expected }]) => {
    const { truth, prediction, ignore } = pair;
    const { metrics } = evaluatePair(truth, prediction, { ...(ignore && { ignore }) });
    for (const [id, value] of Object.entries(expected) as [MetricId, number | null][]) {
      expect([id, metrics[id]]).toEqual([id, value === null ? null : expect.closeTo(value, 10)]);
    }
  });

  it.each(goldenPairs)('$name: single cells', ({ truth, prediction, ignore, cells, height, width }) => {
    const found = evaluatePair(truth, prediction, { metrics: [], perCell: true, ...(ignore && { ignore }) }).cells!;
    expect(found.truth.map(({ iou }) => iou)).toEqual(cells.iou);
    found.truth.forEach(({ hd }, i) => {
      expect(hd).toBeCloseTo(cells.hd[i] ?? Math.hypot(height, width), 10);
    });
  });

  it('covers every metric of the catalogue', () => {
    const covered = new Set(values.flatMap(([, , { expected }]) => Object.keys(expected)));
    expect(catalog.filter(({ id }) => !covered.has(id)).map(({ id }) => id)).toEqual([]);
  });
});

const names = goldenNames();

if (names.length > 0) {
  describe('golden cases of the development data', () => {
    it.each(names)('%s', async (name) => {
      const golden = goldenCase(name);
      const truth = await goldenImage(golden.gt);
      const prediction = await goldenImage(golden.pred);
      const { metrics } = evaluatePair(truth, prediction);
      const oneEmpty = (truth.cellCount === 0) !== (prediction.cellCount === 0);
      expect(differences(golden, metrics, oneEmpty)).toEqual([]);
    });
  });
}

function differences(
  golden: GoldenCase,
  metrics: Partial<Record<MetricId, number | null>>,
  oneEmpty: boolean,
): string[] {
  const expected: [MetricId, unknown, number][] = [];
  const reference = golden.metrics.reference!.values!;
  for (const [key, id] of Object.entries(referenceKeys))
    if (key in reference) expected.push([id, reference[key], 1e-12]);
  const seed = golden.metrics.seed!.values!;
  expected.push(['mDice', seed.mDice, 1e-12], ['mIoU', seed.mIoU, 1e-12], ['mHD', seed.mHD, 1e-9]);
  return expected.flatMap(([id, value, tolerance]) => {
    if (oneEmpty && value === null && emptyRule.includes(id)) return [];
    const ours = metrics[id];
    const same =
      value === null || ours === null
        ? ours === value
        : Math.abs(ours! - Number(value)) <= tolerance * Math.max(1, Number(value));
    return same ? [] : [`${id}: ours ${ours}, golden ${String(value)}`];
  });
}
