import type { SingleId } from '../catalog/metric-id.ts';
import { grown, invented, merged, missed, split, type MetricPage } from './metric-page.ts';

type ErrorPageId =
  | Extract<
      SingleId,
      'hd95' | 'assd' | 'splits' | 'merges' | 'missed' | 'invented' | 'countError' | 'truthCells' | 'predictedCells'
    >
  | 'nsd';

const border =
  'Matched are pairs with IoU ≥ 1/2. The border of a cell are its pixels with a neighbour above, below, left or right that is not of the cell or lies outside the image; distances go from pixel centre to pixel centre, to the nearest border pixel of the other cell.';
const survivors =
  'Only matched cells count: a model that finds easy cells alone looks good. Read it with `recall@0.5`.';
const outlinePeers =
  'MetricsReloaded agrees to 1e-9 on single pairs of cells in every golden case. surface-distance measures contour elements weighted by length, panoptica takes the percentile of both directions together.';
const caicedo =
  'Caicedo et al. count by IoU above 1/10 instead, deepcell-toolbox by a graph of unassigned cells; both are other numbers.';

/** Pages of outline distances, error counts and counts. */
export const errorPages: Readonly<Record<ErrorPageId, MetricPage>> = {
  hd95: {
    words: `The Hausdorff distance without its worst 5 %: of each direction the 95th percentile of the distances of border pixels, the larger of both, the mean over matched pairs. ${border}`,
    formula: 'hd95 = 1/k Σ_pairs max( P95 d(∂g, ∂p), P95 d(∂p, ∂g) ), percentiles interpolated linearly',
    example: {
      ...grown,
      id: 'hd95',
      value: 1 / 2,
      arithmetic:
        'cell 1: all 4 pixels are border and lie on the other; of the other’s 6, two are 1 px away, P95 is 1. Cell 2: 0. (1 + 0) / 2',
    },
    pitfalls: survivors,
    peers: outlinePeers,
  },
  assd: {
    words: `The average symmetric surface distance: the mean distance of all border pixels of both cells, the mean over matched pairs. ${border}`,
    formula: 'assd = 1/k Σ_pairs ( Σ d(∂g, ∂p) + Σ d(∂p, ∂g) ) / ( |∂g| + |∂p| )',
    example: {
      ...grown,
      id: 'assd',
      value: 1 / 10,
      arithmetic: 'cell 1: (0 + 2·1) / (4 + 6) = 1/5. Cell 2: 0. (1/5 + 0) / 2',
    },
    pitfalls: survivors,
    peers: `${outlinePeers} Some call the mean of the two directed means ASSD, which is MASD elsewhere.`,
  },
  nsd: {
    words: `Normalised surface distance, or surface Dice: the share of border pixels of both cells that lie within 2 px of the other border, the mean over matched pairs. ${border}`,
    formula: 'nsd@τ = 1/k Σ_pairs ( |{x ∈ ∂g: d(x, ∂p) ≤ τ}| + |{y ∈ ∂p: d(y, ∂g) ≤ τ}| ) / ( |∂g| + |∂p| )',
    example: { ...grown, id: 'nsd@2', value: 1, arithmetic: 'every border pixel is within 2 px: (10/10 + 2/2) / 2' },
    pitfalls: `${survivors} 2 px are much for cells of 10 px and little for cells of 100.`,
    peers: outlinePeers,
  },
  splits: {
    words:
      'Truth cells that were broken up: two or more predicted cells lie in them, each with more than half of its area. A matched cell with a fragment inside counts, too.',
    formula: 'splits = |{g: at least two p with |g ∩ p| > ½ |p|}|',
    example: { ...split, id: 'splits', value: 1, arithmetic: 'both halves lie in the cell' },
    pitfalls: 'A speck inside a good cell counts as much as a cell cut in two.',
    peers: caicedo,
  },
  merges: {
    words:
      'Predicted cells that run together: they cover more than half of two or more truth cells. With truth and prediction swapped these are the splits.',
    formula: 'merges = |{p: at least two g with |g ∩ p| > ½ |g|}|',
    example: { ...merged, id: 'merges', value: 1, arithmetic: 'the predicted cell covers both' },
    pitfalls: 'One blob over everything is one merge.',
    peers: caicedo,
  },
  missed: {
    words:
      'Truth cells that nobody saw: no predicted cell covers more than half of them, and none lies in them with more than half of its area. Merged and split cells and cells with a bad outline were seen and are not missed.',
    formula: 'missed = |{g: no p with |g ∩ p| > ½ |g| or |g ∩ p| > ½ |p|}|',
    example: { ...missed, id: 'missed', value: 1, arithmetic: 'nothing overlaps truth cell 2' },
    pitfalls: 'One blob over everything misses nothing. Read it with `merges`.',
    peers: 'Every missed cell is a false negative at every threshold; the reverse does not hold.',
  },
  invented: {
    words:
      'Predicted cells where there is nothing: they cover no truth cell by more than half and lie in none with more than half of their area.',
    formula: 'invented = |{p: no g with |g ∩ p| > ½ |g| or |g ∩ p| > ½ |p|}|',
    example: { ...invented, id: 'invented', value: 1, arithmetic: 'predicted cell 2 overlaps nothing' },
    pitfalls: 'Counts what annotators left out, too. Look at them before blaming the model.',
    peers: 'Every invented cell is a false positive at every threshold; the reverse does not hold.',
  },
  countError: {
    words:
      'By how many cells the prediction is too many or too few, without the sign, which `truthCells` and `predictedCells` have.',
    formula: 'countError = | predicted cells − truth cells |',
    example: { ...merged, id: 'countError', value: 1, arithmetic: '| 1 − 2 |' },
    pitfalls: 'As many missed as invented cells give 0. Pooled, errors of images are added up and do not cancel.',
    peers: 'A plain difference of counts.',
  },
  truthCells: {
    words: 'Cells of the truth: different ids other than 0, connected or not.',
    formula: 'truthCells = n',
    example: { ...grown, id: 'truthCells', value: 2, arithmetic: 'ids 1 and 2' },
    pitfalls: 'Describes the image and judges nobody.',
    peers:
      'Tools that count ids and subtract one for background lose a cell where there is no background: Cellpose, HoVer-Net, py-ctcmetrics, Caicedo et al.',
  },
  predictedCells: {
    words: 'Cells of the prediction: different ids other than 0, connected or not.',
    formula: 'predictedCells = m',
    example: { ...merged, id: 'predictedCells', value: 1, arithmetic: 'id 1' },
    pitfalls: 'Describes the prediction and judges nobody.',
    peers: 'As for `truthCells`.',
  },
};
