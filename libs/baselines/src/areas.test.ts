import { areas, fillHoles, removeSmall } from './areas.ts';
import { mask, objects, rows } from './plane.fixture.ts';

describe('areas', () => {
  it('counts pixels by object, the background first', () => {
    expect(Array.from(areas(objects('11.', '.22', '2..')))).toEqual([4, 2, 3]);
  });
});

describe('removeSmall', () => {
  it('drops what is smaller and closes the gap in the numbering', () => {
    const kept = removeSmall(objects('11.3', '.2.3', '...3'), 2);
    expect(rows(kept)).toEqual(['11.2', '...2', '...2']);
    expect(kept.count).toBe(2);
  });

  it('leaves nothing where everything is small', () => {
    expect(removeSmall(objects('1.2'), 5)).toMatchObject({ count: 0, data: new Uint32Array(3) });
  });
});

describe('fillHoles', () => {
  const ring = mask('.....', '.###.', '.#.#.', '.###.', '.....');

  it('fills what no path along pixel sides leaves', () => {
    expect(rows(fillHoles(ring, 1))).toEqual(['.....', '.111.', '.111.', '.111.', '.....']);
  });

  it('leaves a hole that is larger than allowed', () => {
    expect(rows(fillHoles(ring, 0))).toEqual(rows(ring));
  });

  it('closes a ring whose corner touches the outside only by a corner', () => {
    expect(rows(fillHoles(mask('....', '.##.', '.#.#', '..##'), 9))).toEqual(['....', '.11.', '.111', '..11']);
  });

  it.each([
    ['top', ['#.#', '###', '...']],
    ['bottom', ['...', '###', '#.#']],
    ['left', ['##.', '.#.', '##.']],
    ['right', ['.##', '.#.', '.##']],
  ])('takes a bay that is open at the %s border for background', (_, picture) => {
    expect(rows(fillHoles(mask(...picture), 9))).toEqual(rows(mask(...picture)));
  });
});
