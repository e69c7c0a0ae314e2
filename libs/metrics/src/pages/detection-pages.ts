import type { MatchingName } from '../catalog/metric-id.ts';
import { grown, invented, merged, missed, type MetricPage } from './metric-page.ts';

const peers =
  'StarDist (`matching`) agrees in every golden case, Cellpose wherever the image has background (without it, it loses a cell), the NeurIPS 2022 challenge without its border rule in every case. HoVer-Net, CoNIC, MONAI, torchmetrics and Caicedo et al. ask for IoU **above** the threshold and differ where an IoU is exactly on it, which in real data happens at 0.5 in about one image of six.';

/** Pages of the metrics that exist at each IoU threshold. */
export const detectionPages: Readonly<Record<MatchingName | 'apMean', MetricPage>> = {
  tp: {
    words:
      'Truth cells and predicted cells are matched one to one where their IoU is at least the threshold. From 0.5 on no assignment has to be solved, because no cell has two partners that compete. The IoU is compared in whole numbers, so that an IoU of exactly 0.6 counts at 0.6.',
    formula: 'tp@t = number of pairs (g, p), one to one, with |g ∩ p| / |g ∪ p| ≥ t',
    example: { ...grown, id: 'tp@0.75', value: 1, arithmetic: 'IoU 4/6 and 1/1; one of them is at least 0.75' },
    pitfalls: 'A count grows with the image. Compare models on the same images alone.',
    peers,
  },
  fp: {
    words:
      'Predicted cells that have no partner at the threshold: invented cells, and cells whose outline is too far off.',
    formula: 'fp@t = predicted cells − tp@t',
    example: { ...invented, id: 'fp@0.5', value: 1, arithmetic: '2 predicted cells, 1 matched: 2 − 1' },
    pitfalls:
      'A cell with a bad outline is counted twice, as false positive and as false negative. `invented` counts the invented alone.',
    peers,
  },
  fn: {
    words: 'Truth cells that have no partner at the threshold: missed cells, and cells whose outline is too far off.',
    formula: 'fn@t = truth cells − tp@t',
    example: { ...missed, id: 'fn@0.5', value: 1, arithmetic: '2 truth cells, 1 matched: 2 − 1' },
    pitfalls: 'A merged cell counts as a false negative although it was seen. `missed` counts the missed alone.',
    peers,
  },
  ap: {
    words:
      'Matched cells over everything there is to get right or wrong. The field calls it average precision; StarDist calls it accuracy. It is not the area under a precision-recall curve, for which label images have no confidence.',
    formula: 'ap@t = tp / (tp + fp + fn)',
    example: { ...grown, id: 'ap@0.75', value: 1 / 3, arithmetic: 'tp 1, fp 1, fn 1: 1 / (1 + 1 + 1)' },
    pitfalls:
      'The mean over images and the pooled score rank models differently where images differ in their number of cells. Small cells lose more IoU by a pixel than large ones.',
    peers: `${peers} Where both images are empty StarDist gives 0 and Cellpose NaN; here it is null.`,
  },
  apMean: {
    words:
      'The mean of `ap@t` over the ten thresholds: rewards exact outlines as well as found cells. The score of the 2018 Data Science Bowl.',
    formula: 'apMean = (ap@0.5 + ap@0.55 + … + ap@0.95) / 10',
    example: {
      ...grown,
      id: 'apMean',
      value: (4 + 6 / 3) / 10,
      arithmetic: 'IoU 4/6 and 1: ap is 1 at 0.5, 0.55, 0.6 and 0.65, then 1/3 six times: (4 + 6/3) / 10',
    },
    pitfalls: 'Thresholds near 1 mostly measure the annotators: two of them rarely agree beyond 0.9.',
    peers: `${peers} Caicedo et al. use nine thresholds, without 0.95.`,
  },
  precision: {
    words: 'How much of what was predicted is right.',
    formula: 'precision@t = tp / (tp + fp)',
    example: { ...invented, id: 'precision@0.5', value: 1 / 2, arithmetic: 'tp 1, fp 1: 1 / (1 + 1)' },
    pitfalls: 'A model that predicts one sure cell has precision 1. Read it with recall.',
    peers: `${peers} Most give 0 where nothing was predicted; here it is null.`,
  },
  recall: {
    words: 'How much of what is there was found.',
    formula: 'recall@t = tp / (tp + fn)',
    example: { ...missed, id: 'recall@0.5', value: 1 / 2, arithmetic: 'tp 1, fn 1: 1 / (1 + 1)' },
    pitfalls: 'Invented cells cost nothing. Read it with precision.',
    peers,
  },
  f1: {
    words: 'The harmonic mean of precision and recall: matched cells over the mean number of cells.',
    formula: 'f1@t = 2 tp / (2 tp + fp + fn)',
    example: {
      ...merged,
      id: 'f1@0.5',
      value: 2 / 3,
      arithmetic: 'IoU 3/6 with both, one may match: tp 1, fp 0, fn 1: 2 / (2 + 0 + 1)',
    },
    pitfalls: 'It orders images as `ap` does, f1 = 2 ap / (1 + ap), but means over images may rank models differently.',
    peers,
  },
};
