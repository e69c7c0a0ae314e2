import * as fc from 'fast-check';
import { ALIKE_BITS, hashDistance } from '@cellboard/imaging';
import { duplicateFindings, lookalikeFindings } from './duplicate-findings.ts';
import type { ImageMeasures } from './measure-image.ts';
import { measures } from './measures.fixture.ts';

const found = (...images: readonly ImageMeasures[]) =>
  [...duplicateFindings(images)].map(({ kind, image, message }) => [kind, image, message]);

it('finds the same picture under another name, and whether its truth differs', () => {
  const same = { pixelSha256: 'p', perceptualHash: '1'.repeat(16) };
  const a = measures({ name: 'a', ...same, cellsSha256: 'x', areas: [5, 5] });
  const b = measures({ name: 'b', ...same, cellsSha256: 'x', areas: [5, 5] });
  const c = measures({ name: 'c', ...same, cellsSha256: 'y', areas: [5] });
  expect(found(a, b, c, measures({}))).toEqual([
    ['duplicate', 'b', 'Its picture is identical to that of a.'],
    ['duplicate', 'c', 'Its picture is identical to that of a, with another truth (1 cell against 2).'],
  ]);
});

it('says where only one of two identical pictures has a truth', () => {
  const same = { pixelSha256: 'p', perceptualHash: '1'.repeat(16) };
  const a = measures({ name: 'a', ...same, truth: false });
  expect(
    found(a, measures({ name: 'b', ...same, areas: [5] }), measures({ name: 'c', ...same, truth: false })),
  ).toEqual([
    ['duplicate', 'b', 'Its picture is identical to that of a, and only one of them has a truth.'],
    ['duplicate', 'c', 'Its picture is identical to that of a.'],
  ]);
});

it('finds pictures that look alike, each once', () => {
  const of = (name: string, perceptualHash: string) => measures({ name, perceptualHash });
  expect(found(of('a', 'ff00ff00ff00ff00'), of('b', 'ff00ff00ff00ff03'), of('c', 'ff00ff00ff00ff07'))).toEqual([
    [
      'near-duplicate',
      'b',
      'Its picture looks like that of a (2 of 64 bits differ), with another truth (0 cells against 0).',
    ],
    [
      'near-duplicate',
      'c',
      'Its picture looks like that of a (3 of 64 bits differ), with another truth (0 cells against 0).',
    ],
  ]);
});

it('does not compare blank pictures, unless they are identical', () => {
  const blank = { perceptualHash: '0'.repeat(16) };
  expect(found(measures(blank), measures(blank))).toEqual([]);
  expect(found(measures({ ...blank, pixelSha256: 'p' }), measures({ ...blank, pixelSha256: 'p' }))).toHaveLength(1);
});

it('finds a truth under two pictures', () => {
  const truth = { cellsSha256: 'x', areas: [4, 4, 4] };
  expect(found(measures({ name: 'a', ...truth }), measures({ name: 'b', ...truth }))).toEqual([
    ['near-duplicate', 'b', 'Its truth is identical to that of a (3 cells), though the pictures differ.'],
  ]);
  const empty = { cellsSha256: 'x' };
  expect(found(measures(empty), measures(empty))).toEqual([]);
});

it('compares hashes as the hashes themselves say', () => {
  const hash = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
  const flips = fc.uniqueArray(fc.bigInt({ min: 0n, max: 63n }), { maxLength: 9 });
  fc.assert(
    fc.property(hash, flips, (bits, places) => {
      const flipped = places.reduce((all, place) => all ^ (1n << place), bits);
      fc.pre(flipped !== 0n);
      const [a, b] = [bits, flipped].map((all) => all.toString(16).padStart(16, '0'));
      const pair = [a, b].map((perceptualHash) => measures({ perceptualHash: perceptualHash ?? '' }));
      const distance = hashDistance(a ?? '', b ?? '');
      expect(distance).toBe(places.length);
      const messages = found(...pair).map(([, , message]) => message);
      if (distance > ALIKE_BITS) expect(messages).toEqual([]);
      else expect(messages).toEqual([expect.stringContaining(`(${distance} of 64 bits differ)`)]);
    }),
    { seed: 1 },
  );
});

it('reports what other datasets have', () => {
  const other = { otherDataset: 'fluo', otherName: 'z' };
  const findings = lookalikeFindings([
    { name: 'a', ...other, distance: 0, same: true },
    { name: 'b', ...other, distance: 4, same: false },
  ]);
  expect([...findings]).toEqual([
    { kind: 'other-dataset', image: 'a', message: 'Its picture is identical to that of z in the dataset fluo.' },
    {
      kind: 'near-other-dataset',
      image: 'b',
      message: 'Its picture looks like that of z in the dataset fluo (4 of 64 bits differ).',
    },
  ]);
});
