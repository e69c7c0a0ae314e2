import { catalog } from '@cellboard/metrics';
import { aBoard, aMetric, aTask } from '../../testing/samples.ts';
import {
  askedMetrics,
  choosable,
  chosenMetrics,
  emptyRuleOf,
  familiesOf,
  groupMetrics,
  shownMetrics,
  writeChoice,
} from './board-metrics.ts';

const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);
const boardOf = (names: readonly string[], primaryMetric = 'f1@0.5') => ({
  ...aBoard([]),
  task: aTask('nuclei', { primaryMetric }),
  metrics: names.map((id) => aMetric(id)),
});

describe('what can be chosen', () => {
  it('has the names of the catalogue, and the id of a metric that the page does not know', () => {
    expect(choosable(['pq', 'quantumScore'])).toEqual([
      { id: 'pq', name: 'Panoptic quality' },
      { id: 'quantumScore', name: 'quantumScore' },
    ]);
  });

  it('stands in the groups of the catalogue, a stranger under "More"', () => {
    const groups = groupMetrics(choosable(['mDice', 'mHD', 'ap@0.5', 'f1@0.5', 'pq', 'quantumScore']));
    expect(groups.map(({ title, metrics }) => [title, ids(metrics)])).toEqual([
      ['Cell overlap', ['mDice', 'mHD']],
      ['Detection', ['ap@0.5', 'f1@0.5']],
      ['Panoptic quality', ['pq']],
      ['More', ['quantumScore']],
    ]);
  });

  it('gathers the thresholds of a metric', () => {
    const families = familiesOf(choosable(['pq', 'f1@0.5', 'f1@0.75', 'nsd@2']));
    expect(families.map(({ name, members }) => [name, members.map(({ threshold }) => threshold)])).toEqual([
      ['Panoptic quality', ['']],
      ['F1', ['0.5', '0.75']],
      ['NSD at 2 px', ['2']],
    ]);
  });

  it('tells why a score can be missing', () => {
    expect(emptyRuleOf({ id: 'f1@0.5' })).toContain('null');
    expect(emptyRuleOf({ id: 'quantumScore' })).toBe('');
  });
});

describe('the metrics on screen', () => {
  it('are counts of mistakes beside the usual scores when nobody chose, the ranking metric first', () => {
    expect(askedMetrics('')).toEqual(['f1@0.5', 'missed', 'invented', 'splits', 'merges', 'pq', 'mDice', 'mHD']);
    const answered = boardOf(['mDice', 'mHD', 'f1@0.5', 'pq', 'splits', 'missed', 'aji'], 'aji');
    expect(ids(shownMetrics('', answered))).toEqual(['aji', 'f1@0.5', 'missed', 'splits', 'pq', 'mDice', 'mHD']);
  });

  it('are the chosen ones, without the one that the server adds, answered or not', () => {
    expect(askedMetrics('mDice,pq')).toEqual(['mDice', 'pq']);
    expect(ids(shownMetrics('mDice,pq', boardOf(['mDice', 'f1@0.5', 'pq'])))).toEqual(['mDice', 'pq']);
    expect(ids(shownMetrics('mDice,f1@0.5', boardOf(['mDice', 'f1@0.5'])))).toEqual(['f1@0.5', 'mDice']);
    expect(ids(shownMetrics('mDice,pq', boardOf(['f1@0.5', 'pq'])))).toEqual(['pq']);
    expect(chosenMetrics('mDice,pq', 'f1@0.5')).toEqual(['mDice', 'pq']);
    expect(chosenMetrics('', 'aji')[0]).toBe('aji');
  });

  it('are written shortly when all are chosen, and read back as chosen', () => {
    const all = ids(catalog);
    expect(writeChoice(all, all)).toBe('all');
    expect(askedMetrics('all')).toEqual(all);
    expect(writeChoice(['mDice', 'pq'], all)).toBe('mDice,pq');
    expect(writeChoice([], all)).toBe('');
  });

  it('pass over ids that are no metrics', () => {
    expect(askedMetrics('pq,nonsense')).toEqual(['pq']);
    expect(askedMetrics('nonsense')).toEqual(askedMetrics(''));
  });
});
