import { rejection, warningsOf } from './rejection.ts';

const problems = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ image: `image-${i + 1}`, problem: 'Fix it.' }));

it('names every image with what to fix', () => {
  expect(rejection(problems(2), 5)).toBe(
    '2 of 5 predictions could not be scored. Fix them and submit again.\nimage-1: Fix it.\nimage-2: Fix it.',
  );
});

it('stops after 500 images and says how many more there are', () => {
  const lines = rejection(problems(503), 1000).split('\n');
  expect(lines).toHaveLength(502);
  expect(lines.slice(-2)).toEqual(['image-500: Fix it.', '… and 3 more.']);
});

describe('warnings', () => {
  const warning = { code: 'tooScattered', cells: 2, metrics: ['mHD'], message: 'Two cells are scattered.' };
  const row = (image: string, count: number) => ({ image, warnings: Array.from({ length: count }, () => warning) });

  it('are none where no image has one', () => {
    expect(warningsOf([row('a', 0), row('b', 0)])).toBeNull();
  });

  it('name every image that has one', () => {
    expect(warningsOf([row('a', 1), row('b', 0), row('c', 1)])).toBe(
      '2 of 3 images have a warning.\na: Two cells are scattered.\nc: Two cells are scattered.',
    );
    expect(warningsOf([row('a', 1)])).toMatch(/^1 of 1 images has a warning\./);
  });

  it('stop after 500 lines and say how many more there are', () => {
    const lines = warningsOf(Array.from({ length: 502 }, (_, i) => row(`image-${i}`, 1)))?.split('\n');
    expect([lines?.length, lines?.at(-1)]).toEqual([502, '… and 2 more.']);
  });
});
