import { boardMetrics, catalog, defaultMetrics } from '@cellboard/metrics';
import { UsageError } from '../usage-error.ts';
import { chooseMetrics } from './metric-choice.ts';

it('shows what the board shows, and computes the usual metrics too', () => {
  const { computed, shown, chosen } = chooseMetrics(undefined);
  expect(shown).toEqual(boardMetrics);
  expect(new Set(computed)).toEqual(new Set([...boardMetrics, ...defaultMetrics]));
  expect(chosen).toBe(false);
});

it('shows all that are chosen', () => {
  expect(chooseMetrics(' all ')).toMatchObject({ shown: catalog.map(({ id }) => id), chosen: true });
  expect(chooseMetrics('pq, f1@0.5')).toEqual({ computed: ['f1@0.5', 'pq'], shown: ['f1@0.5', 'pq'], chosen: true });
});

it.each([
  ['f1', 'f1@0.5, f1@0.55 or f1@0.6'],
  ['F1@0.50', 'f1@0.5'],
  ['AP@0.3', 'ap@0.5'],
  ['precison', 'precision@0.5, precision@0.55 or precision@0.6'],
  ['PQ', 'pq'],
  ['mdise', 'mDice'],
])('%s is refused with what may be meant: %s', (id, meant) => {
  const choose = () => chooseMetrics(`pq,${id}`);
  expect(choose).toThrow(UsageError);
  expect(choose).toThrow(
    `There is no metric "${id}". Did you mean ${meant}? "cellboard evaluate --help" lists all ids`,
  );
});

it('suggests nothing for what is like no metric', () => {
  expect(() => chooseMetrics('qwertyuiop')).toThrow('There is no metric "qwertyuiop". "cellboard evaluate');
});
