import type { SingleId } from '../catalog/metric-id.ts';
import { grown, merged, missed, split, type MetricPage } from './metric-page.ts';

type ImageId = Extract<SingleId, 'dice' | 'iou' | 'dice2' | 'seg' | 'det' | 'voiSplit' | 'voiMerge' | 'nmi' | 'are'>;

const voiPeers =
  'scikit-image’s `variation_of_information` agrees to 1e-9 in every golden case; which of its two numbers is which follows from the order of its arguments.';

/** Pages of the metrics of whole images. */
export const imagePages: Readonly<Record<ImageId, MetricPage>> = {
  dice: {
    words: 'The Dice coefficient of all cell pixels, as for semantic segmentation.',
    formula: 'dice = 2 |G ∩ P| / (|G| + |P|), G and P all cell pixels',
    example: { ...grown, id: 'dice', value: 10 / 12, arithmetic: '5 and 7 cell pixels, 5 shared: 2·5 / (5 + 7)' },
    pitfalls: 'Does not see cells at all: merging everything into one blob costs nothing.',
    peers:
      'HoVer-Net’s DICE1, MetricsReloaded and panoptica agree to 1e-12. Where both are empty some give 1; here it is null.',
  },
  iou: {
    words: 'Intersection over union of all cell pixels, as for semantic segmentation.',
    formula: 'iou = |G ∩ P| / |G ∪ P|, G and P all cell pixels',
    example: { ...grown, id: 'iou', value: 5 / 7, arithmetic: '5 shared of 7' },
    pitfalls: 'Does not see cells at all: merging everything into one blob costs nothing.',
    peers: 'MetricsReloaded agrees to 1e-12.',
  },
  dice2: {
    words: 'Ensemble Dice: every pair of cells that shares a pixel adds its shared pixels and both areas.',
    formula: 'dice2 = 2 Σ |g ∩ p| / Σ (|g| + |p|), over all pairs with a shared pixel',
    example: { ...merged, id: 'dice2', value: 2 / 3, arithmetic: '2 (3 + 3) / ((3 + 6) + (3 + 6))' },
    pitfalls:
      'One stray pixel adds two whole areas. Cells that touch nothing do not count, neither missed nor invented ones; where nothing overlaps there is nothing to divide.',
    peers: 'HoVer-Net’s DICE2, fast and slow, agree to 1e-12 where they do not divide by 0.',
  },
  seg: {
    words:
      'The segmentation score of the Cell Tracking Challenge: a truth cell counts with its IoU if one predicted cell covers more than half of it, else with 0.',
    formula: 'seg = 1/n Σ_g J(g, p) where |g ∩ p| > ½ |g|, else 0',
    example: { ...merged, id: 'seg', value: 1 / 2, arithmetic: 'the merged cell covers both: (3/6 + 3/6) / 2' },
    pitfalls: 'Invented cells are free, and one predicted cell may serve several truth cells.',
    peers:
      'py-ctcmetrics agrees to 1e-12 wherever the image has background (without it, it loses a cell). The “seg” of deepcell-toolbox is another number.',
  },
  det: {
    words:
      'The detection score of the Cell Tracking Challenge: what it costs to turn the predicted cells into the true ones by hand, compared with adding all. 5 for every truth cell too many under one predicted cell, 10 for each missed one, 1 for each invented one. Covered is as for SEG.',
    formula: 'det = 1 − min(5 NS + 10 FN + FP, 10 n) / (10 n)',
    example: { ...merged, id: 'det', value: 3 / 4, arithmetic: 'one cell too many under one: 1 − 5 / 20' },
    pitfalls: 'One blob over the whole image scores above 1/2: merging costs half of missing.',
    peers: 'py-ctcmetrics agrees to 1e-12 wherever the image has background.',
  },
  voiSplit: {
    words:
      'Variation of information, the part of broken cells: how many bits the prediction tells a pixel that the truth does not. Background is a segment like the cells.',
    formula: 'voiSplit = H(P | G) = H(G, P) − H(G), in bits',
    example: {
      ...split,
      id: 'voiSplit',
      value: 6 / 9,
      arithmetic: '6 of 9 pixels learn which half they are in, 1 bit each',
    },
    pitfalls:
      'Large cells and background weigh more, as they have more pixels. Depends on how much background is in the image.',
    peers: voiPeers,
  },
  voiMerge: {
    words:
      'Variation of information, the part of merged cells: how many bits the truth tells a pixel that the prediction does not.',
    formula: 'voiMerge = H(G | P) = H(G, P) − H(P), in bits',
    example: {
      ...merged,
      id: 'voiMerge',
      value: 6 / 9,
      arithmetic: '6 of 9 pixels are not told which cell they are in, 1 bit each',
    },
    pitfalls:
      'Large cells and background weigh more, as they have more pixels. Depends on how much background is in the image.',
    peers: voiPeers,
  },
  nmi: {
    words:
      'The information that truth and prediction share over the mean of what each has. Background is a segment like the cells.',
    formula: 'nmi = 2 I(G; P) / (H(G) + H(P)), I = H(G) + H(P) − H(G, P)',
    example: {
      ...missed,
      id: 'nmi',
      value: (2 * entropy(4, 5)) / (entropy(4, 4, 1) + entropy(4, 5)),
      arithmetic: 'the prediction is a coarser truth, so I = H(P): 2·0.991 / (1.392 + 0.991)',
    },
    pitfalls: 'Depends on how much background is in the image. Many tiny cells raise it even where they are wrong.',
    peers:
      'The arithmetic normalisation, as scikit-learn has it; others divide by the geometric mean, the smaller or the larger entropy.',
  },
  are: {
    words:
      'Adapted Rand error: of all pairs of pixels, those that lie together in a cell, on the pixels of truth cells. One minus the F score of finding them.',
    formula: 'are = 1 − 2 S / (A + B); pairs of pixels together in both (S), in the truth (A), in the prediction (B)',
    example: {
      ...merged,
      id: 'are',
      value: 1 - 12 / 21,
      arithmetic: 'of 6 pixels: truth 3 + 3 pairs, prediction 15, both 6: 1 − 12 / 21',
    },
    pitfalls: 'Quadratic in area: large cells weigh far more. Predicted cells on background are free.',
    peers:
      'scikit-image’s `adapted_rand_error` agrees to 1e-9 wherever it is defined; its precision and recall are swapped in version 0.19.',
  },
};

/** Entropy in bits of parts of a 3 × 3 image. */
function entropy(...areas: readonly number[]): number {
  return -areas.reduce((sum, area) => sum + (area / 9) * Math.log2(area / 9), 0);
}
