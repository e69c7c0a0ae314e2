import { bootstrap } from './bootstrap.ts';
import { noise, withoutScores } from './noise.fixture.ts';
import { probabilityBeats } from './probability-beats.ts';

describe('probabilityBeats', () => {
  const boot = bootstrap({ scores: [noise(1, 40), noise(1, 40).map((value) => value + 0.001)], seed: 1 });

  it('is 1 for a model that is better on every image, and 0 where less is better', () => {
    expect(probabilityBeats(boot, [1, 0], 'higher')).toBe(1);
    expect(probabilityBeats(boot, [1, 0], 'lower')).toBe(0);
  });

  it('counts draws with equal means half', () => {
    expect(probabilityBeats(boot, [0, 0], 'higher')).toBe(0.5);
  });

  it('lets a model with scores beat one without, and is null for two without', () => {
    const some = bootstrap(withoutScores);
    expect(probabilityBeats(some, [0, 1], 'higher')).toBe(1);
    expect(probabilityBeats(some, [1, 1], 'higher')).toBeNull();
  });
});
