import type { Metric } from '@cellboard/contract';
import { aMetric } from '../../testing/samples.ts';
import { defaultMetricIds, emptyRuleOf, familiesOf, groupMetrics, shownMetrics, writeChoice } from './metric-groups.ts';

const metrics: Metric[] = ['mDice', 'mHD', 'ap@0.5', 'f1@0.5', 'f1@0.75', 'pq', 'tp@0.5', 'quantumScore'].map((id) =>
  aMetric(id),
);
const ids = (list: readonly Metric[]) => list.map(({ id }) => id);

describe('groups of metrics', () => {
  it('puts every metric into one group of the catalogue, a stranger under "More"', () => {
    const groups = groupMetrics(metrics);
    expect(groups.map(({ title, metrics: list }) => [title, ids(list)])).toEqual([
      ['Cell overlap', ['mDice', 'mHD']],
      ['Detection', ['ap@0.5', 'f1@0.5', 'f1@0.75', 'tp@0.5']],
      ['Panoptic quality', ['pq']],
      ['More', ['quantumScore']],
    ]);
  });

  it('gathers the thresholds of a metric', () => {
    const families = familiesOf([
      aMetric('pq', { name: 'Panoptic quality' }),
      aMetric('f1@0.5', { name: 'F1 at 0.5' }),
      aMetric('f1@0.75', { name: 'F1 at 0.75' }),
      aMetric('nsd@2', { name: 'NSD at 2' }),
    ]);
    expect(families.map(({ name, members }) => [name, members.map(({ threshold }) => threshold)])).toEqual([
      ['Panoptic quality', ['']],
      ['F1 at', ['0.5', '0.75']],
      ['NSD at 2', ['2']],
    ]);
  });

  it('tells why a score can be missing', () => {
    expect(emptyRuleOf(aMetric('f1@0.5'))).toContain('null');
    expect(emptyRuleOf(aMetric('quantumScore'))).toBe('');
  });
});

describe('the metrics on screen', () => {
  it('are the deciding one and the usual ones the board has, when nobody chose', () => {
    expect(defaultMetricIds('f1@0.75', metrics)).toEqual(['f1@0.75', 'f1@0.5', 'ap@0.5', 'pq', 'mDice', 'mHD']);
    expect(ids(shownMetrics('', 'f1@0.5', metrics))).toEqual(['f1@0.5', 'mDice', 'mHD', 'ap@0.5', 'pq']);
  });

  it('are the chosen ones in the order of the catalogue, whatever the order of choosing', () => {
    expect(ids(shownMetrics('pq,mDice', 'f1@0.5', metrics))).toEqual(['mDice', 'pq']);
  });

  it('are written shortly when all are chosen, and read back as chosen', () => {
    expect(writeChoice(ids(metrics), metrics)).toBe('all');
    expect(shownMetrics('all', 'f1@0.5', metrics)).toHaveLength(metrics.length);
    expect(writeChoice(['mDice', 'pq'], metrics)).toBe('mDice,pq');
    expect(writeChoice([], metrics)).toBe('');
  });

  it('pass over ids that the board does not know', () => {
    expect(ids(shownMetrics('pq,nonsense', 'f1@0.5', metrics))).toEqual(['pq']);
    expect(ids(shownMetrics('nonsense', 'pq', metrics))[0]).toBe('pq');
  });
});
