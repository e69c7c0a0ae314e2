/** IoU thresholds of the matching metrics, 10/20 to 19/20. */
export const thresholds = ['0.5', '0.55', '0.6', '0.65', '0.7', '0.75', '0.8', '0.85', '0.9', '0.95'] as const;

/** An IoU threshold as it is written in a metric's id. */
export type Threshold = (typeof thresholds)[number];

/** Metrics that exist at each threshold. */
export const matchingNames = ['tp', 'fp', 'fn', 'ap', 'precision', 'recall', 'f1'] as const;

/** A metric that exists at each threshold. */
export type MatchingName = (typeof matchingNames)[number];

/** Metrics without a threshold in front, in the order of the catalogue. */
export const singleIds = [
  'mDice',
  'mIoU',
  'mHD',
  'apMean',
  'pq',
  'sq',
  'dq',
  'aji',
  'ajiPlus',
  'dice',
  'iou',
  'dice2',
  'seg',
  'det',
  'mDiceReverse',
  'mIoUReverse',
  'sbd',
  'voiSplit',
  'voiMerge',
  'nmi',
  'are',
  'hd95',
  'assd',
  'nsd@2',
  'splits',
  'merges',
  'missed',
  'invented',
  'countError',
  'truthCells',
  'predictedCells',
] as const;

/** A metric that exists once. */
export type SingleId = (typeof singleIds)[number];

/** A metric's public id, such as `mDice` or `f1@0.5`. Ids are never renamed. */
export type MetricId = SingleId | `${MatchingName}@${Threshold}`;

/** The id of a matching metric at a threshold, such as `ap@0.75`. */
export function matchingId(name: MatchingName, threshold: Threshold): MetricId {
  return `${name}@${threshold}`;
}
