import { randomIntegers } from './random.ts';

/** What to resample. */
export interface BootstrapInput {
  /** One list for each model, one score for each image, all lists in the same order of images; null: not judged. */
  readonly scores: readonly (readonly (number | null)[])[];
  /** Images that belong together, such as frames of a movie or tiles of a slide, have the same key: drawn together. */
  readonly clusters?: readonly string[];
  /** Images are drawn within their stratum, such as their dataset, so that every draw has as many clusters of each. */
  readonly strata?: readonly string[];
  /** Number of draws; 1,000 where left out. */
  readonly resamples?: number;
  /** The same seed gives the same draws on every machine. */
  readonly seed: number;
}

/** Mean scores of all models on the same draws of images. */
export interface Bootstrap {
  /** Mean over the judged images of each model; NaN where none is. */
  readonly estimate: Float64Array;
  /** For each model its mean in every draw; NaN where no judged image was drawn. */
  readonly draws: readonly Float64Array[];
  /** A model's mean without each cluster in turn, for the acceleration of BCa intervals. */
  readonly leftOut: (model: number) => Float64Array;
}

/**
 * Paired bootstrap over images: every draw takes the same images for all models, so that differences between models
 * are compared on equal terms. Efron and Tibshirani, An Introduction to the Bootstrap, 1993.
 *
 * Draws are counts of images, and a mean is a dot product; time is models × images × resamples.
 *
 * @throws RangeError if lists differ in length or there are no images
 */
export function bootstrap(input: BootstrapInput): Bootstrap {
  const { resamples = 1000 } = input;
  const images = checkedLength(input);
  const sampling = clustersOf(input, images);
  const rows = input.scores.map((scores) => scoreRow(scores));
  const random = randomIntegers(input.seed);
  const draws = rows.map(() => new Float64Array(resamples));
  const weights = Array.from({ length: LANES }, () => new Float64Array(images));
  const sums = new Float64Array(LANES);
  const everyImage = new Float64Array(images).fill(1);
  const drawn = new Float64Array(LANES);
  const partly = new Float64Array(LANES);
  for (let from = 0; from < resamples; from += LANES) {
    for (const lane of weights) drawInto(lane, sampling, random);
    weigh(everyImage, weights, drawn);
    rows.forEach((row, model) => {
      weigh(row.values, weights, sums);
      const judged = row.complete ? drawn : partly;
      if (!row.complete) weigh(row.judged, weights, partly);
      for (let lane = 0; lane < LANES && from + lane < resamples; lane++) {
        draws[model]![from + lane] = sums[lane]! / judged[lane]!;
      }
    });
  }
  return {
    estimate: Float64Array.from(rows, meanOfRow),
    draws,
    leftOut: (model) => withoutEach(rows[model]!, sampling),
  };
}

/** Draws weighed in one pass over the scores. */
const LANES = 4;

interface ScoreRow {
  /** Scores, 0 where there is none. */
  readonly values: Float64Array;
  /** 1 where there is a score, else 0. */
  readonly judged: Float64Array;
  /** Whether every image has a score. */
  readonly complete: boolean;
}

interface Sampling {
  /** Cluster of each image. */
  readonly cluster: Uint32Array;
  readonly clusterCount: number;
  /** Clusters of each stratum. */
  readonly strata: readonly Uint32Array[];
}

function checkedLength({ scores, clusters, strata }: BootstrapInput): number {
  const images = scores[0]?.length ?? 0;
  const lengths = [...scores, ...[clusters, strata].filter((list) => list !== undefined)].map((list) => list.length);
  if (images === 0 || lengths.some((length) => length !== images)) {
    throw new RangeError(
      `The lists have ${lengths.join(', ') || 'no'} entries, but every model, the clusters and the strata need ` +
        `one entry for each image, and there must be an image. Give null where a model has no score.`,
    );
  }
  return images;
}

function scoreRow(scores: readonly (number | null)[]): ScoreRow {
  const isJudged = (score: number | null): score is number => score !== null && !Number.isNaN(score);
  return {
    values: Float64Array.from(scores, (score) => (isJudged(score) ? score : 0)),
    judged: Float64Array.from(scores, (score) => (isJudged(score) ? 1 : 0)),
    complete: scores.every(isJudged),
  };
}

/** A cluster lies in one stratum: the same key in two strata names two clusters. */
function clustersOf({ clusters, strata }: BootstrapInput, images: number): Sampling {
  const numbers = new Map<string, number>();
  const members = new Map<string, number[]>();
  const cluster = Uint32Array.from({ length: images }, (_, image) => {
    const stratum = strata?.[image] ?? '';
    const key = JSON.stringify([stratum, clusters?.[image] ?? image]);
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      const list = members.get(stratum);
      if (list) list.push(number);
      else members.set(stratum, [number]);
    }
    return number;
  });
  return {
    cluster,
    clusterCount: numbers.size,
    strata: Array.from(members.values(), (list) => Uint32Array.from(list)),
  };
}

function drawInto(
  weights: Float64Array,
  { cluster, clusterCount, strata }: Sampling,
  random: (below: number) => number,
): void {
  const times = new Uint32Array(clusterCount);
  for (const members of strata) {
    for (let n = 0; n < members.length; n++) times[members[random(members.length)]!]!++;
  }
  for (let image = 0; image < weights.length; image++) weights[image] = times[cluster[image]!]!;
}

/** Sums of scores times weights, for all lanes at once: every score is read once for four draws. */
function weigh(scores: Float64Array, weights: readonly Float64Array[], sums: Float64Array): void {
  const [first, second, third, fourth] = weights as [Float64Array, Float64Array, Float64Array, Float64Array];
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let image = 0; image < scores.length; image++) {
    const score = scores[image]!;
    a += score * first[image]!;
    b += score * second[image]!;
    c += score * third[image]!;
    d += score * fourth[image]!;
  }
  sums[0] = a;
  sums[1] = b;
  sums[2] = c;
  sums[3] = d;
}

function meanOfRow({ values, judged }: ScoreRow): number {
  let sum = 0;
  let count = 0;
  for (let image = 0; image < values.length; image++) {
    sum += values[image]!;
    count += judged[image]!;
  }
  return sum / count;
}

function withoutEach({ values, judged }: ScoreRow, { cluster, clusterCount }: Sampling): Float64Array {
  const sums = new Float64Array(clusterCount);
  const counts = new Float64Array(clusterCount);
  let [sum, count] = [0, 0];
  for (let image = 0; image < values.length; image++) {
    sums[cluster[image]!]! += values[image]!;
    counts[cluster[image]!]! += judged[image]!;
    sum += values[image]!;
    count += judged[image]!;
  }
  return sums.map((ofCluster, c) => (sum - ofCluster) / (count - counts[c]!));
}
