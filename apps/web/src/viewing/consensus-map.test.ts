import { ndArray, toLabelImage } from '@cellboard/labels';
import { consensusMap } from './consensus-map.ts';

const image = (...ids: number[]) => toLabelImage(ndArray(Uint16Array.from(ids), [1, ids.length]));
const pause = () => Promise.resolve();

it('a map of the consensus counts candidates in every pixel, inside and outside of the truth', async () => {
  const map = await consensusMap([image(1, 1, 2, 0, 0, 3), image(1, 0, 2, 0, 0, 0)], image(9, 9, 0, 9, 0, 0), pause);
  expect(map.counts).toEqual([
    { candidates: 2, inside: 1, outside: 1 },
    { candidates: 1, inside: 1, outside: 1 },
    { candidates: 0, inside: 1, outside: 1 },
  ]);
  const shown = Array.from(map.labels.pixels.data, (region) => map.words[region]);
  const [inside, outside] = [', in a cell of the ground truth', ', outside the cells of the ground truth'];
  expect(shown).toEqual([
    ...[`Found by 2 of 2${inside}`, `Found by 1 of 2${inside}`, `Found by 2 of 2${outside}`],
    ...[`Found by 0 of 2${inside}`, '', `Found by 1 of 2${outside}`],
  ]);
  expect(Array.from(map.labels.pixels.data, (region) => map.shares[region])).toEqual([1, 0.5, 1, 0, 0, 0.5]);
});

it('needs no truth', async () => {
  const map = await consensusMap([image(1, 0)], undefined, pause);
  expect(map.counts).toEqual([
    { candidates: 1, inside: null, outside: 1 },
    { candidates: 0, inside: null, outside: 1 },
  ]);
  expect(map.words).toEqual(['', 'Found by 1 of 1']);
});
