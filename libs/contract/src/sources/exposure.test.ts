import fc from 'fast-check';
import { exposure } from './exposure.ts';
import type { Source } from './source.schema.ts';

const source = (slug: string, contains: Source['contains'] = []): Source => ({ slug, name: slug, contains });

/** A small world: `pack` holds all of `train` and some of `dsb`, `train` holds all of `kumar`. */
const vocabulary = [
  source('dsb'),
  source('kumar'),
  source('livecell'),
  source('train', [{ source: 'kumar', extent: 'all' }]),
  source('pack', [
    { source: 'train', extent: 'all' },
    { source: 'dsb', extent: 'some' },
  ]),
];

describe('images are', () => {
  it.each([
    ['seen where their source is declared', ['dsb'], 'dsb', 'seen'],
    ['seen where their source lies in a declared one', ['train'], 'kumar', 'seen'],
    ['seen through two sources', ['pack'], 'kumar', 'seen'],
    ['partly seen where some of them lie in a declared source', ['pack'], 'dsb', 'partly'],
    ['partly seen where a declared source lies in theirs', ['kumar'], 'train', 'partly'],
    ['partly seen through two sources', ['kumar'], 'pack', 'partly'],
    ['unseen where nothing is shared', ['livecell'], 'dsb', 'unseen'],
    ['unseen by what was trained on nothing', [], 'dsb', 'unseen'],
    ['of undisclosed exposure where nobody has said', null, 'dsb', 'undisclosed'],
    ['seen rather than partly seen where both hold', ['pack', 'dsb'], 'dsb', 'seen'],
    ['unseen where the source is not in the vocabulary', ['livecell'], 'my-images', 'unseen'],
  ] as const)('%s', (...[, declared, of, expected]) => {
    expect(exposure(declared, of, vocabulary)).toBe(expected);
  });
});

const slugs = ['aa', 'bb', 'cc', 'dd', 'ee'];
const vocabularies = fc
  .array(fc.tuple(fc.nat(4), fc.nat(4), fc.constantFrom('all' as const, 'some' as const)), { maxLength: 12 })
  .map((edges) =>
    slugs.map((slug, i) =>
      source(
        slug,
        edges.filter(([from]) => from === i).map(([, to, extent]) => ({ source: slugs[to]!, extent })),
      ),
    ),
  );
const order = { unseen: 0, partly: 1, seen: 2, undisclosed: 3 };

it('declaring more never makes images less seen, also where sources contain each other in a circle', () => {
  const steps = fc.record({
    known: vocabularies,
    declared: fc.subarray(slugs),
    more: fc.constantFrom(...slugs),
    of: fc.constantFrom(...slugs),
  });
  fc.assert(
    fc.property(steps, ({ known, declared, more, of }) => {
      const before = exposure(declared, of, known);
      expect(order[exposure([...declared, more], of, known)]).toBeGreaterThanOrEqual(order[before]);
    }),
    { seed: 7 },
  );
});
