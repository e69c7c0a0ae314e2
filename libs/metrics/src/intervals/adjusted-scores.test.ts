import { randomIntegers } from '../statistics/random.ts';
import { adjustedScores, type CandidateScores } from './adjusted-scores.ts';
import { drawClusters } from './cluster-draws.ts';
import { imageClusters } from './image-clusters.ts';
import { meanScore } from './mean-score.ts';
import { overallScale } from './overall-scale.ts';

const SIZES = [9, 6, 12];
const strata = SIZES.flatMap((size, k) => Array<string>(size).fill(`dataset ${String(k)}`));
const keys = strata.map((_, image) => `movie ${String(image >> 1)}`);
const clusters = imageClusters(strata.length, { clusters: keys, strata });
const next = randomIntegers(5);
const scored = (counts: boolean[]): CandidateScores => ({ scores: strata.map(() => next(1000) / 1000), counts });
const [score, distance] = [overallScale({ unit: null }), overallScale({ unit: 'px' })];

/** Least-squares means by alternating projections: each effect is the mean of what the others leave. */
function naive(table: readonly (readonly (number | null)[])[]): number[] {
  const datasets = SIZES.map(() => 0);
  const candidates = table.map(() => 0);
  const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let step = 0; step < 3000; step++) {
    table.forEach((row, i) => {
      candidates[i] = average(row.flatMap((one, k) => (one === null ? [] : [one - datasets[k]!])));
    });
    datasets.forEach((_, k) => {
      datasets[k] = average(table.flatMap((row, i) => (row[k] == null ? [] : [row[k] - candidates[i]!])));
    });
  }
  return candidates.map((one) => one + average(datasets));
}

/** Means of datasets in which each cluster stands as often as it was drawn. */
const drawnMeans = ({ scores, counts }: CandidateScores, times: ArrayLike<number>) =>
  SIZES.map((_, k) => {
    if (!counts[k]) return null;
    let [sum, images] = [0, 0];
    strata.forEach((name, image) => {
      if (name !== `dataset ${String(k)}`) return;
      sum += scores[image]! * times[clusters.cluster[image]!]!;
      images += times[clusters.cluster[image]!]!;
    });
    return sum / images;
  });

const table = [scored([true, true, true]), scored([true, false, true]), scored([false, true, true])];

it.each([
  ['as they are', score],
  ['of distances on a logarithmic scale', distance],
])('adjusted means are those of least squares, %s', (_, scale) => {
  const once = new Uint16Array(clusters.count).fill(1);
  const expected = naive(
    table.map((row) => drawnMeans(row, once).map((mean) => (mean === null ? null : scale.to(mean)))),
  );
  adjustedScores(table, clusters, scale).forEach((found, i) => {
    expect(found?.mean).toBeCloseTo(expected[i]!, 9);
  });
});

it('move in a draw of clusters as least squares on what was drawn do', () => {
  const found = adjustedScores(table, clusters, score);
  drawClusters(clusters, { seed: 3, draws: 4 }, (times) => {
    const expected = naive(table.map((row) => drawnMeans(row, times)));
    found.forEach((one, i) => {
      const moved = SIZES.map((_, k) => {
        let [pulled, shared] = [0, 0];
        for (let c = clusters.starts[k]!; c < clusters.starts[k + 1]!; c++) {
          pulled += times[c]! * one!.pull[c]!;
          shared += times[c]! * one!.share[c]!;
        }
        return pulled / shared;
      }).reduce((sum, each) => sum + each, 0);
      expect(one!.mean + moved).toBeCloseTo(expected[i]!, 9);
    });
  });
});

it('are plain means of datasets where nothing is missing, as intervals of means take them', () => {
  const all = table.map(({ scores }) => ({ scores, counts: [true, true, true] }));
  adjustedScores(all, clusters, score).forEach((found, i) => {
    const plain = meanScore(all[i]!.scores, clusters);
    expect(found?.mean).toBeCloseTo(plain.mean, 12);
    found?.pull.forEach((pull, c) => {
      expect(pull).toBeCloseTo(plain.pull[c]!, 12);
      expect(found.share[c]).toBeCloseTo(plain.share[c]!, 12);
    });
  });
});

it('a small change of a distance moves a mean on a logarithmic scale as the slope says', () => {
  for (const far of [0, 0.5, 30]) {
    expect(distance.from(distance.to(far))).toBeCloseTo(far, 12);
    expect((distance.to(far + 1e-6) - distance.to(far)) / 1e-6).toBeCloseTo(distance.slope(far), 5);
  }
});

it('compares nobody who shares no dataset with the others', () => {
  const apart = [...table, scored([false, false, false])];
  expect(adjustedScores(apart, clusters, score)[3]).toBeNull();
});
