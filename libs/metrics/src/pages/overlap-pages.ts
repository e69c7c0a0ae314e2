import type { SingleId } from '../catalog/metric-id.ts';
import { grown, invented, merged, type MetricPage } from './metric-page.ts';

type OverlapId = Extract<
  SingleId,
  'mDice' | 'mIoU' | 'mHD' | 'mDiceReverse' | 'mIoUReverse' | 'sbd' | 'pq' | 'sq' | 'dq' | 'aji' | 'ajiPlus'
>;

const free =
  'Invented cells are free: a perfect prediction with junk all over the background keeps its score. Never rank by it alone; `sbd`, `f1@t` and `pq` see invented cells.';
const strict =
  'HoVer-Net (which adds 1e-6 to a denominator: a perfect image has 0.999999), CoNIC (twice) and MONAI (in float32) agree within that on every image with background. StarDist and panoptica use IoU ≥ 0.5 and differ where an IoU is exactly 1/2.';

/** Pages of the metrics that compare cell with cell. */
export const overlapPages: Readonly<Record<OverlapId, MetricPage>> = {
  mDice: {
    words:
      'Every truth cell takes the predicted cell that fits it best by the Dice coefficient, which several may take; a cell with none has 0. The mean over truth cells.',
    formula: 'mDice = 1/n Σ_g max_p 2 |g ∩ p| / (|g| + |p|)',
    example: { ...grown, id: 'mDice', value: 0.9, arithmetic: '(2·4 / (4 + 6) + 1) / 2 = (0.8 + 1) / 2' },
    pitfalls: free,
    peers: 'The same number as one direction of “best Dice” (elf, the CVPPP leaf challenge), up to 1e-7 that elf adds.',
  },
  mIoU: {
    words: 'As `mDice`, with the intersection over union. The best predicted cell is the same one.',
    formula: 'mIoU = 1/n Σ_g max_p |g ∩ p| / |g ∪ p|',
    example: { ...grown, id: 'mIoU', value: 5 / 6, arithmetic: '(4/6 + 1) / 2' },
    pitfalls: `${free} The name is also used for the mean over classes of semantic segmentation, which is another metric. It does not follow from mDice: the mean of J is not the J of the mean.`,
    peers:
      'The formula of the report that the benchmark grew from; Caicedo et al. report the reverse direction as “Jaccard”.',
  },
  mHD: {
    words:
      'Every truth cell takes the predicted cell at the smallest Hausdorff distance, overlapping or not: the largest distance from a pixel of either cell to the nearest pixel of the other. Full pixel sets, centre to centre, exact. The mean over truth cells, in pixels. Where several predicted cells are equally near, the mean is the same; the results of single cells then name the one that overlaps most, or, if that one is not among the nearest, the one with the smallest lower bound (the distance of the furthest pixels in eight directions of either cell to the box of the other), then the smallest id.',
    formula: 'mHD = 1/n Σ_g min_p max( sup_{x ∈ p} d(x, g), sup_{y ∈ g} d(y, p) )',
    example: {
      ...grown,
      id: 'mHD',
      value: 1 / 2,
      arithmetic: 'the column too many is 1 px from the cell: (1 + 0) / 2',
    },
    pitfalls: `${free} It has no upper bound: one missed cell far from everything outweighs many good ones. Values of images of different resolution do not compare. Cells that are scattered over the whole image, as in a picture that was saved as a label image, cannot be told apart without comparing each with each. The search therefore counts its steps and gives up after 50 steps for each pixel of the image and 10 million more, where every run (a stretch of pixels in one row) of a cell that fills less than 15 % of its box counts 23 steps beforehand; cells of real images take about 0.2 steps per pixel. mHD is then the diagonal of the image, √(h² + w²) px, which no measured value exceeds, and the pair of images carries the warning \`tooScattered\`. All other metrics are computed as usual. Version 1 of this metric had no such limit, and version 2 did not count runs beforehand; below the limit, all versions have the same values.`,
    peers:
      'scipy’s `directed_hausdorff` both ways on full pixel sets agrees to 1e-9. MONAI, MetricsReloaded, medpy and panoptica measure border pixels, google-deepmind/surface-distance contour elements: for a disc of radius 14 against its ring 10.05, 3.16 and 4.12 px are all called Hausdorff distance.',
  },
  mDiceReverse: {
    words:
      'As `mDice` from the other side: every predicted cell takes the truth cell that fits it best. Sees invented cells and no missed ones.',
    formula: 'mDiceReverse = 1/m Σ_p max_g 2 |g ∩ p| / (|g| + |p|)',
    example: { ...invented, id: 'mDiceReverse', value: 1 / 2, arithmetic: '(1 + 0) / 2' },
    pitfalls: 'A model that predicts one sure cell has a score near 1.',
    peers: 'elf’s best Dice from prediction to truth, up to 1e-7.',
  },
  mIoUReverse: {
    words: 'As `mDiceReverse`, with the intersection over union.',
    formula: 'mIoUReverse = 1/m Σ_p max_g |g ∩ p| / |g ∪ p|',
    example: { ...merged, id: 'mIoUReverse', value: 1 / 2, arithmetic: 'one predicted cell, IoU 3/6 with both' },
    pitfalls: 'A model that predicts one sure cell has a score near 1.',
    peers: 'The “Jaccard” of Caicedo et al.',
  },
  sbd: {
    words: 'Symmetric best Dice: the worse of both directions, so that neither missed nor invented cells are free.',
    formula: 'sbd = min(mDice, mDiceReverse)',
    example: { ...invented, id: 'sbd', value: 1 / 2, arithmetic: 'min(1, 1/2)' },
    pitfalls: 'Cells need not be paired one to one: a cell split into equal halves keeps 2/3 in both directions.',
    peers: 'elf and the CVPPP leaf challenge, up to 1e-7.',
  },
  pq: {
    words:
      'Panoptic quality: how many cells are found times how well. Only pairs with IoU above 1/2 count, which makes the matching unique.',
    formula: 'pq = Σ IoU / (TP + ½ FP + ½ FN) = dq × sq, over pairs with IoU > 1/2',
    example: { ...grown, id: 'pq', value: 5 / 6, arithmetic: '(4/6 + 1) / (2 + 0 + 0)' },
    pitfalls:
      'pq = dq × sq holds for an image and for the pooled score, not for means over images. Small cells rarely pass IoU 1/2. Pooled and image mean often rank models differently.',
    peers: strict,
  },
  sq: {
    words:
      'How well the found cells are outlined: the mean IoU of the pairs above 1/2. Cells that were not found do not count.',
    formula: 'sq = Σ IoU / TP, over pairs with IoU > 1/2',
    example: { ...grown, id: 'sq', value: 5 / 6, arithmetic: '(4/6 + 1) / 2' },
    pitfalls: 'Lies between 1/2 and 1 by definition. A model that finds only easy cells has a high one.',
    peers: strict,
  },
  dq: {
    words: 'How many cells are found: F1 of the pairs with IoU above 1/2.',
    formula: 'dq = TP / (TP + ½ FP + ½ FN), over pairs with IoU > 1/2',
    example: { ...merged, id: 'dq', value: 0, arithmetic: 'IoU 3/6 with both is not above 1/2' },
    pitfalls: 'Differs from `f1@0.5` where an IoU is exactly 1/2, as in the example.',
    peers: strict,
  },
  aji: {
    words:
      'Every truth cell takes the predicted cell with the largest IoU, which several may take. Pixels of the intersections over pixels of the unions; predicted cells that nobody takes add their area to the unions. At equal IoU the cell with the smallest id is taken.',
    formula: 'aji = Σ_g |g ∩ p(g)| / ( Σ_g |g ∪ p(g)| + Σ_{unused p} |p| )',
    example: { ...merged, id: 'aji', value: 1 / 2, arithmetic: '(3 + 3) / (6 + 6): the merged cell is counted twice' },
    pitfalls: 'Large cells weigh more. Merged cells are punished in every truth cell they touch.',
    peers:
      'MoNuSeg’s code, and HoVer-Net within 1e-6 wherever no IoU is tied (it adds 1e-6 to unions, which prefers the larger of equals) and the image has background. Cellpose’s “AJI” is another metric under the same name.',
  },
  ajiPlus: {
    words: 'As `aji`, with cells paired one to one by the assignment with the largest sum of IoU, solved exactly.',
    formula: 'ajiPlus = Σ_pairs |g ∩ p| / ( Σ_pairs |g ∪ p| + Σ_{unpaired g} |g| + Σ_{unpaired p} |p| )',
    example: { ...merged, id: 'ajiPlus', value: 1 / 3, arithmetic: '3 / (6 + 3): one truth cell is left over' },
    pitfalls:
      'Neither at least nor at most AJI: both happen. Where thousands of cells are scattered over each other, as in a picture that was saved as a label image, the assignment would take hours. Its steps are counted; after 50 steps for each pixel of the image and 10 million more AJI+ is given up: it is 0, and the pair of images carries the warning `tooScattered`. Version 1 of this metric had no such limit; below it, both versions have the same values.',
    peers: 'HoVer-Net within 1e-6 wherever no assignment is tied and the image has background.',
  },
};
