import { image } from '../image.fixture.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { summariseBy } from './summarise-by.ts';

const good = { ...evaluatePair(image(['11.', '11.']), image(['11.', '11.'])), tissue: 'liver' };
const bad = { ...evaluatePair(image(['122', '...', '3..']), image(['1..', '...', '...'])), tissue: 'skin' };
const empty = { ...evaluatePair(image(['.']), image(['.'])), tissue: 'skin' };

it('summarises images by a tag', () => {
  const slices = summariseBy([good, bad, empty], ({ tissue }) => tissue);
  expect(slices.map(({ key, images, pooled }) => [key, images, pooled['tp@0.5']])).toEqual([
    ['liver', 1, 1],
    ['skin', 2, 1],
  ]);
  expect(summariseBy([good], () => null)).toEqual([]);
});
