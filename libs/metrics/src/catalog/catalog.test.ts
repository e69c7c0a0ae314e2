import { catalog, catalogEntry, defaultMetrics, isMetricId, resolveMetrics } from './catalog.ts';
import { thresholds } from './metric-id.ts';

describe('the catalogue', () => {
  it('has every public id once', () => {
    const at = (name: string) => thresholds.map((threshold) => `${name}@${threshold}`);
    const ids = [
      ...[
        'mDice',
        'mIoU',
        'mHD',
        ...['tp', 'fp', 'fn', 'ap'].flatMap(at),
        'apMean',
        ...['precision', 'recall', 'f1'].flatMap(at),
      ],
      ...[
        'pq',
        'sq',
        'dq',
        'aji',
        'ajiPlus',
        'dice',
        'iou',
        'dice2',
        'seg',
        'det',
        'mDiceReverse',
        'mIoUReverse',
        'sbd',
      ],
      ...['voiSplit', 'voiMerge', 'nmi', 'are', 'hd95', 'assd', 'nsd@2', 'splits', 'merges', 'missed', 'invented'],
      ...['countError', 'truthCells', 'predictedCells'],
    ];
    expect(catalog.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(thresholds).toHaveLength(10);
  });

  it('says of each metric what it is, in one sentence', () => {
    for (const { name, description, emptyRule, citation, range } of catalog) {
      expect([name, description, emptyRule, citation].every((text) => text.length > 1)).toBe(true);
      expect(description).toMatch(/^[A-Z].*\.$/);
      expect(range[0]).toBe(0);
    }
  });

  it('gives a plain number no unit', () => {
    for (const { id, unit, range } of catalog) if (unit === null) expect([id, range]).toEqual([id, [0, 1]]);
    expect(['pq', 'mHD', 'tp@0.5', 'voiSplit'].map((id) => catalogEntry(id).unit)).toEqual([
      null,
      'px',
      'cells',
      'bits',
    ]);
  });

  it('lets tasks be ranked by judging metrics alone', () => {
    for (const { primary, direction, id } of catalog) if (primary) expect([id, direction]).not.toEqual([id, 'none']);
  });

  it('resolves what a user asks for', () => {
    expect(resolveMetrics('all')).toHaveLength(catalog.length);
    expect(resolveMetrics('default')).toEqual(resolveMetrics(defaultMetrics));
    expect(resolveMetrics(['pq', 'mDice', 'pq'])).toEqual(['mDice', 'pq']);
    expect(() => resolveMetrics(['pq', 'mdice'])).toThrow(/no metric "mdice".*mDice.*tp@0.5/);
    expect(() => catalogEntry('ap@0.51')).toThrow(RangeError);
    expect([isMetricId('ap@0.55'), isMetricId('ap@0.550'), isMetricId('toString')]).toEqual([true, false, false]);
  });
});
