import { bootstrap } from './bootstrap.ts';
import { noise, withoutScores } from './noise.fixture.ts';
import { tiedWithLeader } from './tied-with-leader.ts';

describe('tiedWithLeader', () => {
  it('holds for the leader and for models that the draws do not tell from it', () => {
    const clear = [noise(1, 100).map((v) => v + 5), noise(2, 100), noise(2, 100).reverse()];
    const boot = bootstrap({ scores: clear, seed: 1 });
    expect(tiedWithLeader(boot, 'higher')).toEqual([true, false, false]);
    expect(tiedWithLeader(boot, 'lower')).toEqual([false, true, true]);
  });

  it('never holds for a model without scores', () => {
    expect(tiedWithLeader(bootstrap(withoutScores), 'higher')).toEqual([true, false]);
  });
});
