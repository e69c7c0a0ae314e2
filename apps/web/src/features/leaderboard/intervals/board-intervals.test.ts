import type { CandidateId, ImageScores } from '@cellboard/contract';
import { boardIntervals } from './board-intervals.ts';
import { intervalWords, isTiedWithBest, rankRangeWords } from './interval-words.ts';

const ids = ['a', 'b', 'c'].map((name) => name as CandidateId);
const wave = (images: number, by: number) => Array.from({ length: images }, (_, i) => by + ((i * 7) % 10) / 100);
const scoresOf = (rows: (number | null)[][], clusters: (string | null)[] = rows[0]!.map(() => null)): ImageScores => ({
  metric: 'pq',
  images: { datasets: rows[0]!.map(() => 'dsb'), clusters },
  candidates: rows.map((scores, i) => ({ candidateId: ids[i]!, isRanked: true, datasets: ['dsb'], scores })),
  isComplete: true,
});

const higher = { direction: 'higher', unit: null } as const;

describe('boardIntervals', () => {
  it('adjusts means over several datasets, by results that count alone, and ranks no others', () => {
    const easy = [...wave(30, 0.2), ...wave(30, 0.6)];
    const images = { datasets: easy.map((_, i) => (i < 30 ? 'hard' : 'easy')), clusters: easy.map(() => null) };
    const both = easy.map((score, i) => score + (i % 3) / 1000);
    const only = easy.map((score, i) => (i < 30 ? null : score - 0.05));
    const candidates = [easy, both, only].map((scores, i) => ({
      ...{ candidateId: ids[i]!, scores, isRanked: i < 2 },
      datasets: i === 2 ? ['easy'] : ['hard', 'easy'],
    }));
    const found = boardIntervals({ metric: 'pq', images, candidates, isComplete: true }, higher)!;
    expect([...found.candidates.keys()]).toEqual([ids[0], ids[1]]);
    const ranked = {
      metric: 'pq',
      images,
      candidates: candidates.map((one) => ({ ...one, isRanked: true })),
      isComplete: true,
    };
    const third = boardIntervals(ranked, higher)!.candidates.get(ids[2]!)!;
    // Its plain mean is 0.595, for it took the easy dataset only; adjusted it is about 0.4 as well.
    expect(third.score!.low).toBeGreaterThan(0.35);
    expect(third.score!.high).toBeLessThan(0.45);
    expect(third.rank).toEqual({ low: 3, high: 3 });
  });

  it('tells candidates apart that lie far apart, and no others', () => {
    const shifted = wave(40, 0.5).map((score, i) => score + (i % 2 === 0 ? 0.001 : -0.001));
    const found = boardIntervals(scoresOf([wave(40, 0.5), wave(40, 0.1), shifted]), higher);
    expect(found).toMatchObject({ images: 40, clusters: 40, isReliable: true });
    const [first, second, third] = ids.map((id) => found?.candidates.get(id));
    expect([first?.rank, second?.rank, third?.rank]).toEqual([
      { low: 1, high: 2 },
      { low: 3, high: 3 },
      { low: 1, high: 2 },
    ]);
    expect([first, second, third].map(isTiedWithBest)).toEqual([true, false, true]);
    expect(first?.score?.low).toBeLessThan(0.545);
    expect(first?.score?.high).toBeGreaterThan(0.545);
  });

  it('is the same each time', () => {
    const scores = scoresOf([wave(30, 0.2), wave(30, 0.25)]);
    expect(boardIntervals(scores, { direction: 'lower', unit: null })).toEqual(
      boardIntervals(scores, { direction: 'lower', unit: null }),
    );
  });

  it('counts images of one movie once, and says where there are too few', () => {
    const clusters = wave(40, 0).map((_, i) => `movie ${String(i % 8)}`);
    const found = boardIntervals(scoresOf([wave(40, 0.2), wave(40, 0.25)], clusters), higher)!;
    expect(found).toMatchObject({ images: 40, clusters: 8, isReliable: false });
    expect(intervalWords(found)).toMatch(/40 images in 8 groups.*too few images/);
  });

  it('has nothing to say about one candidate, or where there are no images', () => {
    expect(boardIntervals(scoresOf([wave(40, 0.2)]), higher)).toBeNull();
    expect(boardIntervals(scoresOf([[], []]), higher)).toBeNull();
  });
});

it('a range of one rank needs no words', () => {
  expect(rankRangeWords({ low: 2, high: 4 })).toBe('2–4');
  expect(rankRangeWords({ low: 3, high: 3 })).toBe('');
});
