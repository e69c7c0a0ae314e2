/** A board to draw again and again: candidates whose scores depend on the image, its cluster and its dataset. */
export interface SimulatedBoard {
  readonly name: string;
  /** Clusters of each dataset. */
  readonly clusters: readonly number[];
  /** Images of a cluster: all alike, or from one on with this mean, each one more half as likely the fewer. */
  readonly size: { readonly kind: 'equal' | 'geometric'; readonly mean: number };
  /** Middle of each candidate's scores, on the logit scale. */
  readonly skill: readonly number[];
  /** Standard deviations on the logit scale: between clusters, of a candidate in a cluster, between images. */
  readonly spread: { readonly cluster: number; readonly own: number; readonly image: number };
  /** Part of the images on which a candidate finds nothing. */
  readonly failures?: number;
}

const EIGHT = [2, 1.9, 1.8, 1.8, 1.6, 1.5, 1.5, 1];
const usual = {
  size: { kind: 'equal', mean: 5 },
  skill: EIGHT,
  spread: { cluster: 0.8, own: 0.4, image: 0.8 },
} as const;
/** Most scores near 1, some far below. */
const skewed = { skill: EIGHT.map((each) => each + 1.5), spread: { cluster: 1.2, own: 0.6, image: 1 } } as const;
const single = { kind: 'equal', mean: 1 } as const;
const uneven = { kind: 'geometric', mean: 5 } as const;

/** Few and many clusters, equal and unequal, alike and correlated, tied and skewed. */
export const boards: readonly SimulatedBoard[] = [
  { ...usual, name: '10 clusters of 5', clusters: [10] },
  { ...usual, name: '10 clusters of 5, skewed', clusters: [10], ...skewed },
  { ...usual, name: '10 images', clusters: [10], size: single },
  { ...usual, name: '20 clusters of 5', clusters: [20] },
  { ...usual, name: '20 clusters of 5, skewed', clusters: [20], ...skewed },
  { ...usual, name: '20 clusters of 1 to 20 and more', clusters: [20], size: uneven },
  { ...usual, name: '20 clusters, images alike', clusters: [20], spread: { cluster: 1.2, own: 0.6, image: 0.1 } },
  { ...usual, name: '20 clusters, clusters alike', clusters: [20], spread: { cluster: 0.1, own: 0.1, image: 1 } },
  { ...usual, name: '20 images', clusters: [20], size: single },
  { ...usual, name: '20 images, one in ten failed', clusters: [20], size: single, failures: 0.1 },
  { ...usual, name: '20 clusters, all tied', clusters: [20], skill: EIGHT.map(() => 1.5) },
  { ...usual, name: '30 clusters of 5', clusters: [30] },
  { ...usual, name: '30 clusters of 5, skewed', clusters: [30], ...skewed },
  { ...usual, name: '30 clusters of 1 to 20 and more', clusters: [30], size: uneven },
  { ...usual, name: '2 datasets of 10 clusters', clusters: [10, 10] },
  { ...usual, name: '3 datasets of 10, 20 and 40 clusters', clusters: [10, 20, 40] },
  { ...usual, name: '5 datasets of 6 clusters', clusters: [6, 6, 6, 6, 6] },
  { ...usual, name: '50 clusters of 5', clusters: [50] },
  { ...usual, name: '50 clusters of 1 to 20 and more, skewed', clusters: [50], size: uneven, ...skewed },
  { ...usual, name: '50 images, all tied', clusters: [50], size: single, skill: EIGHT.map(() => 1.5) },
  { ...usual, name: '100 clusters of 5, one in ten failed', clusters: [100], failures: 0.1 },
  { ...usual, name: '200 images, skewed', clusters: [200], size: single, ...skewed },
];
