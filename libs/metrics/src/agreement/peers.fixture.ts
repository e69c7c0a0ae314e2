import { splitsAndMergesByIou } from '../coverage/splits-and-merges-by-iou.ts';
import { matchCells, type MatchingMode } from '../matching/match-cells.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { goldenImage, type GoldenCase } from './golden.fixture.ts';

/** Our values under the names that `peers` uses. */
export type Ours = Readonly<Record<string, number | null | undefined>>;

/** Values of another implementation that are the same as ours. */
export interface Peer {
  readonly impl: string;
  /** Our name for each of its values. */
  readonly keys: Readonly<Record<string, string>>;
  readonly tolerance: number;
}

/** Where a peer's value is not ours although both follow the same definition, and why. */
export const explained: readonly {
  readonly case: string;
  readonly impl: string;
  readonly keys: readonly string[];
  readonly why: string;
}[] = [
  {
    case: 'edge_aji_tie_small_first',
    impl: 'hovernet-aji',
    keys: ['aji'],
    why: 'Two predicted cells have the same IoU. We take the smaller number; HoVer-Net adds 1e-6 to unions, which prefers the larger one.',
  },
  {
    case: 'edge_aji_tie_small_first',
    impl: 'hovernet-aji-plus',
    keys: ['aji_plus'],
    why: 'As for AJI.',
  },
  {
    case: 'edge_hungarian_vs_greedy',
    impl: 'stardist-golden',
    keys: ['mean_matched_score@0.3'],
    why: 'Of the assignments with one pair at IoU ≥ 0.3 we take the one with the best pair; StarDist also adds the IoU of pairs below the threshold.',
  },
  {
    case: 'dsb_cb4df20a83b2__pred_a',
    impl: 'panoptica',
    keys: ['global_bin_dsc'],
    why: 'More than 255 labels: panoptica gives unmatched cells labels in 8 bits, which wrap onto others.',
  },
  {
    case: 'edge_one_by_one_object',
    impl: 'neurips',
    keys: ['tp'],
    why: 'The image is smaller than the border of 2 px; the challenge then removes nothing, we remove the cell.',
  },
];

/** A value of a peer that is not ours. */
export interface Difference {
  readonly impl: string;
  readonly key: string;
  readonly ours: number;
  readonly theirs: number;
}

/** Compares what both have; a value that one side has not is no difference. */
export function comparePeer(
  { impl, keys, tolerance }: Peer,
  golden: GoldenCase,
  ours: Ours,
): { compared: number; differences: Difference[] } {
  // Peers that lose a cell in an image without background were asked again with one pixel of it around.
  const values = (golden.metrics[`${impl}+pad1`] ?? golden.metrics[impl])?.values;
  const both = Object.entries(keys).flatMap(([key, name]): Difference[] => {
    const [theirs, our] = [values?.[key], ours[name]];
    return typeof theirs === 'number' && typeof our === 'number' ? [{ impl, key, ours: our, theirs }] : [];
  });
  return {
    compared: both.length,
    differences: both.filter((value) => Math.abs(value.ours - value.theirs) > tolerance),
  };
}

/** What a peer's value is called here, and how exactly the two agree where both have one. */
export const peers: readonly Peer[] = [
  { impl: 'stardist-golden', tolerance: 1e-6, keys: stardistKeys('', ['0.1', '0.3', '0.5', '0.75', '0.9']) },
  { impl: 'stardist-iot', tolerance: 1e-6, keys: stardistKeys('iot ', ['0.5']) },
  { impl: 'stardist-iop', tolerance: 1e-6, keys: stardistKeys('iop ', ['0.5']) },
  { impl: 'hovernet-pq', tolerance: 2e-6, keys: { dq: 'dq', sq: 'sq', pq: 'pq', tp: 'tp>', fp: 'fp>', fn: 'fn>' } },
  { impl: 'conic-pq', tolerance: 4e-6, keys: { dq: 'dq', sq: 'sq', pq: 'pq', tp: 'tp>', fp: 'fp>', fn: 'fn>' } },
  { impl: 'monai-pq', tolerance: 1e-5, keys: { pq: 'pq', tp: 'tp>', fp: 'fp>', fn: 'fn>' } },
  { impl: 'hovernet-aji', tolerance: 1e-6, keys: { aji: 'aji' } },
  { impl: 'hovernet-aji-plus', tolerance: 1e-6, keys: { aji_plus: 'ajiPlus' } },
  { impl: 'hovernet-dice1', tolerance: 1e-12, keys: { dice1: 'dice' } },
  { impl: 'metricsreloaded-binary', tolerance: 1e-9, keys: { dsc: 'dice', iou: 'iou' } },
  { impl: 'panoptica', tolerance: 1e-9, keys: { global_bin_dsc: 'dice' } },
  { impl: 'hovernet-dice2', tolerance: 1e-12, keys: { dice2: 'dice2' } },
  { impl: 'ctc', tolerance: 1e-12, keys: { SEG: 'seg', DET: 'det' } },
  {
    impl: 'elf-best-dice',
    tolerance: 1e-7,
    keys: { best_dice_gt_to_pred: 'mDice', best_dice_pred_to_gt: 'mDiceReverse', symmetric_best_dice: 'sbd' },
  },
  { impl: 'skimage-info', tolerance: 1e-9, keys: { voi_0: 'voiSplit', voi_1: 'voiMerge', are: 'are' } },
  { impl: 'neurips', tolerance: 1e-9, keys: { f1: 'border f1@0.5', tp: 'border tp@0.5' } },
  { impl: 'caicedo', tolerance: 1e-12, keys: { splits: 'iou splits', merges: 'iou merges' } },
];

function stardistKeys(mode: string, thresholds: readonly string[]): Record<string, string> {
  const names = ['tp', 'fp', 'fn', 'mean_matched_score'];
  return Object.fromEntries(thresholds.flatMap((at) => names.map((name) => [`${name}@${at}`, `${mode}${name}@${at}`])));
}

/** Everything of ours that a peer has, too. */
export async function measured(golden: GoldenCase): Promise<Ours> {
  const truth = await goldenImage(golden.gt);
  const prediction = await goldenImage(golden.pred);
  const table = overlapTable(truth, prediction);
  const modes: [string, MatchingMode][] = [
    ...[0.1, 0.3, 0.5, 0.75, 0.9].map((threshold): [string, MatchingMode] => [`@${threshold}`, { threshold }]),
    ['iot @0.5', { threshold: 0.5, criterion: 'truthCoverage' }],
    ['iop @0.5', { threshold: 0.5, criterion: 'predictionCoverage' }],
    ['>', { threshold: 0.5, strict: true }],
  ];
  const ours: Record<string, number | null | undefined> = { ...evaluatePair(truth, prediction).metrics };
  for (const [name, mode] of modes) {
    const { tp, fp, fn, scoreSum } = matchCells(table, mode);
    const [kind, at] = name.includes('@') ? [name.split('@')[0]!, `@${name.split('@')[1]!}`] : ['', name];
    Object.assign(ours, { [`${kind}tp${at}`]: tp, [`${kind}fp${at}`]: fp, [`${kind}fn${at}`]: fn });
    ours[`${kind}mean_matched_score${at}`] = tp === 0 ? null : scoreSum / tp;
  }
  const inside = evaluatePair(truth, prediction, { border: 2 }).metrics;
  ours['border f1@0.5'] = inside['f1@0.5'];
  ours['border tp@0.5'] = inside['tp@0.5'];
  const { splits, merges } = splitsAndMergesByIou(table);
  return { ...ours, 'iou splits': splits, 'iou merges': merges };
}
