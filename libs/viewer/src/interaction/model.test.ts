import { drawn } from '../cells/drawn.fixture.ts';
import { colourMap } from '../image/colour-map.ts';
import { counterparts, outcomeInWords } from './emphasis.ts';
import { STATUSES } from '../cells/status.ts';
import { ViewerModel } from './model.ts';
import { DATA, FINDING, MERGING, model, TRUTH } from './viewer.fixture.ts';

const colours = (table: Uint8Array) =>
  Array.from({ length: table.length / 4 - 1 }, (_, k) => table.subarray(4 * k + 4, 4 * k + 7).join(' '));

describe('a model', () => {
  it('gives predictions the colours of the truth cells that they match', () => {
    const made = model().at(0.5);
    const truth = colours(made.table(0, 'cell'));
    expect(new Set(truth).size).toBe(5);
    const [one, two, three] = colours(made.table(1, 'cell'));
    expect([one, two, three]).toEqual([truth[0], truth[1], truth[4]]);
    expect(colours(made.table(2, 'cell'))).toEqual(truth.slice(1));
  });

  it('never changes: another threshold is another object, and the same one the same', () => {
    const made = model();
    const [half, strict] = [made.at(0.5), made.at(0.9)];
    const before = half.table(1, 'status');
    expect(strict.agreements[0]?.counts).toEqual({ tp: 1, fn: 4, fp: 3 });
    expect(strict.table(1, 'status')).not.toEqual(before);
    expect(half.table(1, 'status')).toBe(before);
    expect(made.at(0.5)).toBe(half);
    expect(colours(strict.table(1, 'cell'))[0]).toBe(colours(half.table(0, 'cell'))[0]);
    expect(() => made.at(0)).toThrow(RangeError);
  });

  it('keeps the last few thresholds, not all of them', () => {
    const made = model();
    const first = made.at(0.5);
    for (const threshold of [0.6, 0.7, 0.8]) made.at(threshold);
    expect(made.at(0.5)).not.toBe(first);
    expect(made.at(0.5).agreements).toEqual(first.agreements);
  });

  it('is the same when it is made in slices', async () => {
    let pauses = 0;
    const pause = () => Promise.resolve(pauses++);
    const made = await ViewerModel.prepare(DATA, { pause, most: 0 });
    expect(pauses).toBeGreaterThan(3);
    expect(made.at(0.5).agreements).toEqual(model().at(0.5).agreements);
    expect([...made.truthColours!]).toEqual([...model().truthColours!]);
    await expect(ViewerModel.prepare({}, { pause })).rejects.toThrow('There is nothing to look at');
  });

  it('colours cells by how many predictions found them', () => {
    const at = model().at(0.5);
    expect([...at.consensus()]).toEqual([0, 0.5, 1, 0.5, 0.5, 1]);
    const truth = colours(at.table(0, 'consensus'));
    expect(truth[1]).toBe(truth[4]);
    expect(truth[0]).not.toBe(truth[1]);
    expect(colours(at.table(2, 'consensus'))).toEqual(truth.slice(1));
  });

  it('knows what is ignored: its cells have a status of their own, and no part in the counts', () => {
    const ignore = drawn('......', '......', '......', '7.....', '7..7..');
    const at = model({ ...DATA, ignore }).at(0.5);
    expect(at.agreements[0]?.counts).toEqual({ tp: 3, fn: 1, fp: 1 });
    expect(STATUSES[at.cells(0, 1)!.status[4]!]).toBe('ignored');
    expect(outcomeInWords(at, 4, 1)).toBe('not scored');
    expect(model().ignoreTable).toBeUndefined();
    expect(at.model.ignoreTable).toHaveLength(8);
    const other = { ...DATA, ignore: drawn('1') };
    expect(() => model(other)).toThrow('The ignore mask is 1×1 pixels, but image is 5×6');
  });

  it('says of the truth what became of it in one prediction or the other', () => {
    const made = model().at(0.5);
    expect(made.table(0, 'status', 1)).not.toEqual(made.table(0, 'status', 2));
  });

  it('takes pairs that were found before', () => {
    const pairs = { truth: [1, 2, 3, 5, 5], prediction: [1, 2, 2, 3, 4], iou: [1, 0.5, 0.5, 4 / 6, 2 / 6] };
    const given = model({ ...DATA, predictions: [{ name: 'Merger', labels: MERGING, pairs }] });
    expect(given.at(0.5).agreements[0]).toEqual(model().at(0.5).agreements[0]);
  });

  it('shows images alone, label images alone, and predictions without a truth', () => {
    expect(model({ image: DATA.image }).segmentations).toEqual([]);
    const alone = model({ predictions: [{ name: 'Merger', labels: MERGING }] }).at(0.5);
    expect(alone.agreements).toEqual([]);
    expect(alone.cells(1)).toBeUndefined();
    expect(new Set(colours(alone.table(1, 'cell'))).size).toBe(4);
  });

  it('refuses label images of another size by name, and nothing at all', () => {
    expect(() => model({ ...DATA, predictions: [{ name: 'Small', labels: drawn('1') }] })).toThrow(
      'Small is 1×1 pixels, but image is 5×6. Show images of one size.',
    );
    expect(() => model({})).toThrow('There is nothing to look at');
  });
});

describe('what belongs to a selected cell', () => {
  const made = model().at(0.5);

  it('is the match of a truth cell, else what it overlaps most, with its outline', () => {
    expect(counterparts(made, { segmentation: 0, cell: 1 }, 1)).toEqual({ own: [1], truth: [1] });
    expect(counterparts(made, { segmentation: 0, cell: 3 }, 1)).toEqual({ own: [2], truth: [3] });
  });

  it('is a ghost where the cell is missed', () => {
    expect(counterparts(made, { segmentation: 0, cell: 4 }, 1)).toEqual({ own: [], truth: [4] });
    expect(counterparts(made, { segmentation: 0, cell: 4 }, null)).toEqual({ own: [], truth: [4] });
  });

  it('is the truth cell of a predicted one, and over it the match of another prediction', () => {
    expect(counterparts(made, { segmentation: 2, cell: 4 }, 0)).toEqual({ own: [5], truth: [] });
    expect(counterparts(made, { segmentation: 2, cell: 4 }, 1)).toEqual({ own: [3], truth: [5] });
    expect(counterparts(made, { segmentation: 2, cell: 4 }, 2)).toEqual({ own: [4], truth: [] });
  });

  it('is nothing for an invented cell', () => {
    expect(counterparts(made, { segmentation: 1, cell: 4 }, 0)).toEqual({ own: [], truth: [] });
  });
});

describe('what became of a truth cell, in words', () => {
  const made = model().at(0.5);
  it.each([
    [1, 1, 'matched, IoU 1.00'],
    [2, 1, 'matched, IoU 0.50'],
    [3, 1, 'merged with cell 2'],
    [4, 1, 'missed'],
    [5, 1, 'matched, IoU 0.67'],
    [1, 2, 'missed'],
    [1, 9, ''],
  ])('cell %d in prediction %d: %s', (cell, against, words) => {
    expect(outcomeInWords(made, cell, against)).toBe(words);
  });

  it('names parts and low IoUs at a higher threshold', () => {
    const strict = model().at(0.8);
    expect(outcomeInWords(strict, 5, 1)).toBe('split into 2 cells');
    const off = model({
      truth: { name: 'Ground truth', labels: TRUTH },
      predictions: [{ name: 'Off', labels: drawn('11....', '......', '......', '......', '...55.') }],
    });
    expect(outcomeInWords(off.at(0.8), 1, 1)).toBe('found, but with IoU 0.50 only');
  });

  it('uses the ids of the file', () => {
    const ids = drawn('aa..kk', 'aa..mm', '......', '4..555', '4..555');
    const named = model({
      truth: { name: 'Ground truth', labels: ids },
      predictions: [{ name: 'M', labels: MERGING }],
    });
    const place = ids.ids.indexOf(parseInt('m', 36));
    expect(outcomeInWords(named.at(0.5), place, 1)).toBe(`merged with cell ${parseInt('k', 36)}`);
    expect(FINDING.cellCount).toBe(4);
  });
});

describe('a map of regions', () => {
  const REGIONS = drawn('1122..', '1122..', '......', '3.....', '......');
  const map = {
    name: 'Found by',
    labels: REGIONS,
    shares: Float64Array.of(0, 1, 0.5, 0),
    words: ['', 'both', 'one of two', 'none'],
  };
  const made = model({
    truth: { name: 'Ground truth', labels: TRUTH },
    predictions: [{ name: 'M', labels: MERGING }],
    map,
  });

  it('comes after the predictions, and is compared with nothing', () => {
    expect(made.segmentations.at(-1)).toEqual({ index: 2, name: 'Found by' });
    expect(made.segmentation(2)).toBe(map);
    expect(made.segmentation(3)).toBeUndefined();
    expect(made.agreements).toHaveLength(1);
    expect(made.at(0.5).cells(2)).toBeUndefined();
    expect(counterparts(made.at(0.5), { segmentation: 2, cell: 1 }, 1)).toEqual({ own: [], truth: [] });
  });

  it('has the colours of its shares, whatever those of cells show', () => {
    const table = made.at(0.5).table(2, 'status');
    expect(table).toEqual(made.at(0.5).table(2, 'cell'));
    const share = colourMap('cividis');
    const [both, one, none] = colours(table);
    expect([both, none]).toEqual([share.slice(-3).join(' '), share.slice(0, 3).join(' ')]);
    expect([both, none]).not.toContain(one);
  });
});
