import fc from 'fast-check';
import { exposure, UNDISCLOSED } from './exposure.ts';
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
    ['seen rather than partly seen where both hold', ['pack', 'dsb'], 'dsb', 'seen'],
    ['unseen where the source is not in the vocabulary', ['livecell'], 'my-images', 'unseen'],
  ] as const)('%s', (...[, sources, of, expected]) => {
    expect(exposure({ sources, complete: true }, of, vocabulary)).toBe(expected);
  });

  it.each([
    ['seen where their source is declared', ['dsb'], 'dsb', 'seen'],
    ['partly seen where some of them lie in a declared source', ['pack'], 'dsb', 'partly'],
    ['of undisclosed exposure where nothing is shared', ['livecell'], 'dsb', 'undisclosed'],
  ] as const)('%s and others are not disclosed', (...[, sources, of, expected]) => {
    expect(exposure({ sources, complete: false }, of, vocabulary)).toBe(expected);
  });

  it('of undisclosed exposure where nobody has said anything', () => {
    expect(exposure(UNDISCLOSED, 'dsb', vocabulary)).toBe('undisclosed');
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
const order = { unseen: 0, undisclosed: 0, partly: 1, seen: 2 };

it('declaring more never makes images less seen, also where sources contain each other in a circle', () => {
  const steps = fc.record({
    known: vocabularies,
    declared: fc.subarray(slugs),
    more: fc.constantFrom(...slugs),
    of: fc.constantFrom(...slugs),
    complete: fc.boolean(),
  });
  fc.assert(
    fc.property(steps, ({ known, declared, more, of, complete }) => {
      const before = exposure({ sources: declared, complete }, of, known);
      expect(order[exposure({ sources: [...declared, more], complete }, of, known)]).toBeGreaterThanOrEqual(
        order[before],
      );
    }),
    { seed: 7 },
  );
});
