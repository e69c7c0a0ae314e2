"""Writes the golden set of the metrics: label images of our own with the values of other implementations.

    python3 tools/golden/metric-cases.py libs/metrics/golden

Made with Debian 12's python3-numpy 1.24.2, python3-scipy 1.10.1, python3-skimage 0.19.3 and python3-sklearn 1.2.1. What
these packages have is computed by them; the rest by the published formulas on full-image masks, one cell after another.
Nothing here is shared with libs/metrics.
"""
import json
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import scipy
import skimage
import sklearn
from scipy.ndimage import binary_erosion, distance_transform_edt
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import directed_hausdorff
from skimage.metrics import adapted_rand_error, variation_of_information
from sklearn.metrics import f1_score, jaccard_score, normalized_mutual_info_score

from metric_images import cases

THRESHOLDS = [Fraction(n, 20) for n in range(10, 20)]
SCIPY = f'scipy {scipy.__version__}'
SKIMAGE = f'scikit-image {skimage.__version__}'
SKLEARN = f'scikit-learn {sklearn.__version__}'
FORMULAS = f'formulas, numpy {np.__version__}'
RULES = 'docs/metrics/rules.md'


def text(number):
    return str(float(number)).rstrip('0').rstrip('.')


class Pair:
    """Masks, areas and overlaps of the cells that are judged, by ids ascending."""

    def __init__(self, truth, prediction, ignore):
        self.images = [self.judged(image, ignore) for image in (truth, prediction)]
        self.ids = [np.unique(image[image > 0]) for image in self.images]
        self.masks = [[image == cell for cell in ids] for image, ids in zip(self.images, self.ids)]
        self.g, self.p = ([int(mask.sum()) for mask in masks] for masks in self.masks)
        self.n, self.m = len(self.g), len(self.p)
        self.shared = np.array([[int((a & b).sum()) for b in self.masks[1]] for a in self.masks[0]]).reshape(self.n, self.m)
        self.union = np.add.outer(np.array(self.g, int), np.array(self.p, int)).reshape(self.n, self.m) - self.shared
        self.iou = self.shared / np.maximum(self.union, 1)
        self.diagonal = float(np.hypot(*truth.shape))

    @staticmethod
    def judged(image, ignore):
        if ignore is None:
            return image
        image = image.copy()
        for cell in np.unique(image[image > 0]):
            mask = image == cell
            if 2 * (mask & ignore).sum() > mask.sum():
                image[mask] = 0
        image[ignore] = 0
        return image


def assigned(pair, threshold, over):
    """Pairs of StarDist's rule (Schmidt et al., MICCAI 2018): as many as possible, then the largest sum of scores."""
    if pair.n == 0 or pair.m == 0:
        return []
    base = {'iou': pair.union, 'truthCoverage': np.tile(np.array(pair.g)[:, None], pair.m),
            'predictionCoverage': np.tile(pair.p, (pair.n, 1))}[over]
    enough = pair.shared * threshold.denominator >= threshold.numerator * base
    score = pair.shared / base
    best = linear_sum_assignment(-enough.astype(float) - np.where(enough, score, 0) / (2 * min(pair.n, pair.m)))
    return [(i, j) for i, j in zip(*best) if enough[i, j]]


def ratio(numerator, denominator):
    return None if denominator == 0 else float(numerator / denominator)


def matching(pair):
    values, precision_recall = {}, {}
    for threshold in THRESHOLDS:
        at = text(threshold)
        tp = len(assigned(pair, threshold, 'iou'))
        fp, fn = pair.m - tp, pair.n - tp
        values |= {f'tp@{at}': tp, f'fp@{at}': fp, f'fn@{at}': fn, f'ap@{at}': ratio(tp, tp + fp + fn)}
        precision_recall |= {f'precision@{at}': ratio(tp, pair.m), f'recall@{at}': ratio(tp, pair.n),
                             f'f1@{at}': ratio(2 * tp, pair.n + pair.m)}
    values |= precision_recall
    ap = [values[f'ap@{text(t)}'] for t in THRESHOLDS]
    values['apMean'] = None if None in ap else float(np.mean(ap))
    return values


def free_matching(pair):
    """Any threshold and criterion, for matchCells."""
    found = []
    for threshold, over in [(Fraction(1, 10), 'iou'), (Fraction(3, 10), 'iou'), (Fraction(1, 2), 'iou'),
                            (Fraction(1, 2), 'truthCoverage'), (Fraction(1, 2), 'predictionCoverage')]:
        pairs = assigned(pair, threshold, over)
        base = {'iou': lambda i, j: pair.union[i, j], 'truthCoverage': lambda i, j: pair.g[i],
                'predictionCoverage': lambda i, j: pair.p[j]}[over]
        score = sum(pair.shared[i, j] / base(i, j) for i, j in pairs)
        found.append({'threshold': float(threshold), 'criterion': over, 'tp': len(pairs), 'scoreSum': float(score)})
    return found


def jaccard(pair, partners):
    union = sum(pair.union[i, j] for i, j in partners.items()) + sum(pair.g[i] for i in range(pair.n) if i not in partners)
    union += sum(area for j, area in enumerate(pair.p) if j not in partners.values())
    return ratio(sum(pair.shared[i, j] for i, j in partners.items()), union)


def aji_plus(pair):
    if pair.n == 0 or pair.m == 0:
        return jaccard(pair, {})
    best = linear_sum_assignment(-pair.iou)
    return jaccard(pair, {i: j for i, j in zip(*best) if pair.shared[i, j] > 0})


def formulas(pair):
    """Formulas of the publications that the catalogue cites; None where they divide by 0."""
    dice = 2 * pair.shared / np.maximum(np.add.outer(pair.g, pair.p).reshape(pair.n, pair.m), 1)
    best = lambda scores, axis: None if 0 in scores.shape else float(scores.max(axis).mean())
    both_ways = [best(dice, 1), best(dice, 0)]
    strict = pair.iou[2 * pair.shared > pair.union]
    overlapping = np.argwhere(pair.shared > 0)
    covered = 2 * pair.shared > np.array(pair.g, int)[:, None]
    lies_in = 2 * pair.shared > np.array(pair.p, int)[None, :]
    det = 1 - min(5 * int((covered.sum(0) - 1).clip(0).sum()) + 10 * int((~covered.any(1)).sum())
                  + int((~covered.any(0)).sum()), 10 * pair.n) / (10 * pair.n) if pair.n else None
    return {
        'mDice': both_ways[0], 'mDiceReverse': both_ways[1], 'sbd': None if None in both_ways else min(both_ways),
        'mIoU': best(pair.iou, 1), 'mIoUReverse': best(pair.iou, 0),
        'pq': ratio(strict.sum(), (pair.n + pair.m) / 2), 'sq': ratio(strict.sum(), len(strict)),
        'dq': ratio(len(strict), (pair.n + pair.m) / 2),
        'aji': jaccard(pair, {i: int(pair.iou[i].argmax()) for i in range(pair.n) if pair.m and pair.iou[i].max() > 0}),
        'dice2': ratio(2 * sum(pair.shared[i, j] for i, j in overlapping), sum(pair.g[i] + pair.p[j] for i, j in overlapping)),
        'seg': ratio(pair.iou[covered].sum(), pair.n), 'det': det,
        'splits': int((lies_in.sum(1) > 1).sum()), 'merges': int((covered.sum(0) > 1).sum()),
        'missed': int((~covered.any(1) & ~lies_in.any(1)).sum()),
        'invented': int((~covered.any(0) & ~lies_in.any(0)).sum()),
        'truthCells': pair.n, 'predictedCells': pair.m, 'countError': abs(pair.m - pair.n),
    }


def hausdorff(pair):
    pixels = [[np.argwhere(mask) for mask in masks] for masks in pair.masks]
    hd = lambda a, b: max(directed_hausdorff(a, b)[0], directed_hausdorff(b, a)[0])
    return [min(hd(g, p) for p in pixels[1]) if pair.m else None for g in pixels[0]]


def outline(a, b):
    """Border pixels by 4-connected erosion, distances from centre to centre; percentiles interpolated linearly."""
    border = [mask & ~binary_erosion(mask) for mask in (a, b)]
    forth, back = (distance_transform_edt(~border[1 - k])[border[k]] for k in (0, 1))
    both = np.concatenate([forth, back])
    return {'hd': both.max(), 'hd95': max(np.percentile(forth, 95), np.percentile(back, 95)), 'assd': both.mean(),
            'masd': (forth.mean() + back.mean()) / 2, 'nsd@2': (both <= 2).mean()}


def information(pair):
    if pair.n + pair.m == 0:
        return {}, {}
    truth, prediction = (np.searchsorted([0, *ids], image) for ids, image in zip(pair.ids, pair.images))
    split, merge = variation_of_information(truth, prediction)
    together = adapted_rand_error(truth, prediction)[0] if pair.n and max(pair.g) > 1 else None
    foreground = [(image > 0).ravel() for image in pair.images]
    return (
        # As its manual says: H(second | first), then H(first | second).
        {'voiSplit': float(split), 'voiMerge': float(merge), **({} if together is None else {'are': float(together)})},
        {'nmi': float(normalized_mutual_info_score(truth.ravel(), prediction.ravel(), average_method='arithmetic')),
         'dice': float(f1_score(*foreground, zero_division=0)), 'iou': float(jaccard_score(*foreground, zero_division=0))},
    )


def rules(pair):
    """What docs/metrics/rules.md says where a formula divides by 0."""
    if pair.n == 0 and pair.m == 0:
        return dict.fromkeys(['mDice', 'mIoU', 'mHD', 'sbd', 'ap@0.5', 'apMean', 'pq', 'sq', 'aji', 'dice', 'dice2', 'seg',
                              'det', 'voiSplit', 'nmi', 'hd95', 'are'])
    if pair.m == 0:
        return {'mDice': 0, 'mIoU': 0, 'sbd': 0, 'dice2': 0, 'mDiceReverse': None, 'mIoUReverse': None, 'mHD': pair.diagonal, 'nmi': 0}
    if pair.n == 0:
        return {'mDice': None, 'mIoU': None, 'mHD': None, 'sbd': 0, 'mDiceReverse': 0, 'mIoUReverse': 0, 'seg': None, 'det': None, 'nmi': 0}
    return {}


def evaluated(pair):
    """Values by implementation, and of single cells and pairs of cells."""
    hd = hausdorff(pair)
    matched = assigned(pair, Fraction(1, 2), 'iou')
    outlines = [outline(pair.masks[0][i], pair.masks[1][j]) for i, j in matched]
    mean = lambda key: float(np.mean([found[key] for found in outlines])) if outlines else None
    skimage_values, sklearn_values = information(pair)
    by_rule = rules(pair)
    values = {
        f'{SCIPY}: directed_hausdorff both ways': {'mHD': float(np.mean(hd)) if hd and pair.m else None},
        f'{SCIPY}: linear_sum_assignment': {**matching(pair), 'ajiPlus': aji_plus(pair)},
        f'{SCIPY}: binary_erosion, distance_transform_edt': {key: mean(key) for key in ('hd95', 'assd', 'nsd@2')},
        SKIMAGE: skimage_values,
        SKLEARN: sklearn_values,
        FORMULAS: formulas(pair),
    }
    values = {name: {k: v for k, v in found.items() if k not in by_rule} for name, found in values.items()}
    if by_rule:
        values[RULES] = by_rule
    cells = {'hd': [None if d is None else float(d) for d in hd],
             'iou': [float(row.max()) if pair.m else 0 for row in pair.iou]}
    pairs = [{'truth': int(pair.ids[0][i]), 'prediction': int(pair.ids[1][j]), **{k: float(v) for k, v in found.items()}}
             for (i, j), found in zip(matched, outlines)]
    return {name: found for name, found in values.items() if found}, cells, pairs


def runs(image):
    """Each row as text: `first-last:id` for every run of a cell, or `first-last` where an image has no ids."""
    rows = []
    for row in image:
        changes = np.flatnonzero(np.diff(row, prepend=0, append=0) if row.dtype == bool else np.r_[True, row[1:] != row[:-1], True])
        found = []
        for start, end in zip(changes, changes[1:]):
            if start < len(row) and row[start]:
                found.append(f'{start}-{end - 1}' + ('' if row.dtype == bool else f':{row[start]}'))
        rows.append(' '.join(found))
    return rows


def dataset(pairs):
    """The set as one dataset, by the rules of summarise: counts summed, scores of sums, means over images."""
    everything = [evaluated(pair)[0] for pair in pairs]
    of = lambda key: [found[key] for values in everything for found in values.values() if key in found]
    mean = lambda key: float(np.mean([v for v in of(key) if v is not None]))
    cells = sum(pair.n for pair in pairs)
    by_cells = lambda key: float(sum(v * pair.n for v, pair in zip(of(key), pairs) if v is not None) / cells)
    tp, fp, fn = (sum(of(f'{kind}@0.5')) for kind in ('tp', 'fp', 'fn'))
    strict = [pair.iou[2 * pair.shared > pair.union] for pair in pairs]
    iou_sum, matched = sum(v.sum() for v in strict), sum(len(v) for v in strict)
    weight = sum(pair.n + pair.m for pair in pairs) / 2
    return {
        'mean': {key: mean(key) for key in ('mDice', 'mIoU', 'mHD', 'pq', 'aji', 'ajiPlus', 'seg', 'det', 'ap@0.5', 'f1@0.75')},
        'pooled': {'tp@0.5': tp, 'fp@0.5': fp, 'fn@0.5': fn, 'ap@0.5': tp / (tp + fp + fn), 'f1@0.5': 2 * tp / (2 * tp + fp + fn),
                   'pq': float(iou_sum / weight), 'sq': float(iou_sum / matched), 'dq': matched / weight,
                   'mDice': by_cells('mDice'), 'mIoU': by_cells('mIoU'), 'mHD': by_cells('mHD'), 'seg': by_cells('seg')},
    }


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    pairs = []
    for name, about, truth, prediction, ignore in cases():
        pair = Pair(truth, prediction, ignore)
        pairs.append(pair)
        values, cells, outlines = evaluated(pair)
        case = {'case': name, 'about': about, 'height': truth.shape[0], 'width': truth.shape[1], 'truth': runs(truth),
                'prediction': runs(prediction), **({} if ignore is None else {'ignore': runs(ignore)}), 'values': values,
                'cells': cells, 'outlines': outlines, 'matchCells': free_matching(pair)}
        write(folder / f'{name}.json', case)
    write(folder / 'dataset.json', {'cases': [case[0] for case in cases()], **dataset(pairs)})


def write(path, content):
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + '\n', 'utf8')


main(Path(sys.argv[1]))
