import { rejection } from './rejection.ts';

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
