import { inOrder, moved, movedPanel } from './panel-order.ts';

const part = { p: '', xy: '1,2,3__4,5,6', ch: '0:cyan:1..2', cell: '_truth:5_', on: 2 };

it('an item moves to another place', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'b', 'c']);
});

it('a panel moves in the list of all that is compared', () => {
  const words = ['truth', 'a/b', 'image', 'c/d'];
  expect(movedPanel(part, { words, panels: ['a/b', 'c/d'] }, [1, 0])).toMatchObject({ m: 'truth,c/d,a/b,image' });
  expect(movedPanel(part, { words, panels: ['a/b', 'elsewhere'] }, [1, 0])).toEqual({});
});

describe('what panels have for themselves', () => {
  it('goes with them, and what all have stays', () => {
    expect(inOrder(part, [2, 0, 1])).toEqual({
      ...{ p: '', xy: '4,5,6_1,2,3_', ch: '0:cyan:1..2', cell: '__truth:5', on: 0 },
    });
    expect(inOrder(inOrder(part, [2, 0, 1]), [1, 2, 0])).toEqual(part);
  });

  it('is lost with a panel that is gone', () => {
    expect(inOrder(part, [0, 1])).toEqual({ ...part, xy: '1,2,3_', cell: '_truth:5', on: 0 });
    expect(inOrder(part, [1])).toMatchObject({ xy: '', cell: 'truth:5' });
  });

  it('is also what another panel shows', () => {
    // The first panel shows what belongs to the third.
    expect(inOrder({ ...part, p: '2,1,2' }, [2, 0, 1]).p).toBe('0,0,2');
    expect(inOrder({ ...part, p: '2,1,2' }, [0, 1]).p).toBe('');
  });
});
