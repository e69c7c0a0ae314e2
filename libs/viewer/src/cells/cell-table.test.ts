import { drawn } from './drawn.fixture.ts';
import { cellAt, cellBox, cellFacts, cellUnder } from './cell-facts.ts';
import { cellTable, emphasised, FLAGS } from './cell-table.ts';
import { Agreement } from './agreement.ts';
import { disagreements } from './disagreements.ts';
import { paletteColour } from './palette.ts';
import { codeOf, dashBits, LOOKS, PERIOD, STATUSES } from './status.ts';

const at = (table: Uint8Array, cell: number) => [...table.subarray(4 * cell, 4 * cell + 4)];
const status = Uint8Array.of(0, codeOf('matched'), codeOf('missed'));
const cells = { colours: Uint16Array.of(0, 3, 7), status, iou: Float64Array.of(0, 1, 0) };

describe('the table of cells', () => {
  it('has a colour by cell, by status or by IoU, and the status', () => {
    expect(at(cellTable(cells), 1)).toEqual([...paletteColour(3), codeOf('matched')]);
    expect(at(cellTable(cells, { mode: 'status' }), 2)).toEqual([...LOOKS.missed.colour, codeOf('missed')]);
    expect(at(cellTable(cells, { mode: 'iou' }), 1)).toEqual([254, 232, 56, codeOf('matched')]);
    expect(at(cellTable(cells, { mode: 'iou' }), 2)).toEqual([0, 34, 78, codeOf('missed')]);
    expect(at(cellTable(cells, { colour: [1, 2, 3] }), 2)).toEqual([1, 2, 3, codeOf('missed')]);
    expect(at(cellTable({ colours: Uint16Array.of(0, 0) }), 1)[3]).toBe(codeOf('plain'));
  });

  it('hides, selects and hovers without a change of colour or status', () => {
    const table = cellTable(cells, { shows: (cell) => cell === 2 });
    expect(at(table, 1)[3]).toBe(codeOf('matched') | FLAGS.hidden);
    const emphasis = emphasised(table, { selected: [2, 99], hovered: 2 });
    expect(at(emphasis, 2)).toEqual([...paletteColour(7), codeOf('missed') | FLAGS.selected | FLAGS.hovered]);
    expect(at(table, 2)[3]).toBe(codeOf('missed'));
    expect(emphasised(table, { selected: 0 })).toBe(table);
  });
});

describe('the look of a status', () => {
  it('has a line of its own for each, so that it is seen without colours', () => {
    const compared = STATUSES.filter((each) => each !== 'plain');
    expect(new Set(compared.map(dashBits)).size).toBe(compared.length);
    for (const each of STATUSES) expect(LOOKS[each].dashes.reduce((sum, length) => sum + length)).toBe(PERIOD);
    expect(dashBits('invented')).toBe(0b00000_1111111_00000_1111111);
  });
});

describe('a cell under the pointer', () => {
  const labels = drawn('..7', '.99');

  it('is found by its pixel, and nothing beside the image', () => {
    expect(cellAt(labels, { x: 2.9, y: 0 })).toBe(1);
    expect(cellAt(labels, { x: 1, y: 1.5 })).toBe(2);
    expect(cellAt(labels, { x: 0, y: 0 })).toBe(0);
    for (const beside of [
      { x: -0.1, y: 0 },
      { x: 3, y: 0 },
      { x: 0, y: 2 },
      { x: NaN, y: 0 },
    ]) {
      expect(cellAt(labels, beside)).toBe(0);
    }
    const place = { view: { x: 1.5, y: 1, scale: 10 }, panel: { width: 30, height: 20 } };
    expect(cellUnder(labels, place, { x: 25, y: 5 })).toBe(1);
  });

  it('has its original id, area in pixels and in µm², and its box', () => {
    const pixelSize = { x: 0.5, y: 0.4 };
    expect(cellFacts({ labels, pixelSize }, 2)).toEqual({
      cell: 2,
      id: 9,
      status: 'plain',
      partner: 0,
      iou: null,
      area: 2,
      areaUm2: 0.4,
    });
    expect(cellFacts({ labels }, 1).areaUm2).toBeNull();
    expect(cellBox(labels, 2)).toEqual({ x: 1, y: 1, width: 2, height: 1 });
    expect(() => cellFacts({ labels }, 3)).toThrow('There is no cell 3: cells are numbered from 1 to 2.');
  });

  it('has status and IoU where it is compared', () => {
    const { prediction } = Agreement.ofImages(drawn('..7', '..9'), labels).at(0.5);
    expect(cellFacts({ labels, cells: prediction }, 2)).toMatchObject({ status: 'matched', partner: 2, iou: 0.5 });
  });
});

describe('disagreements', () => {
  const truth = drawn('1122', '....', '33..');

  it('of one prediction: cells without a partner, the worst first, then invented cells', () => {
    const agreement = Agreement.ofImages(truth, drawn('11.2', '...4', '....')).at(0.6);
    expect(disagreements([agreement])).toEqual([
      { of: 'truth', prediction: 0, cell: 3, size: 1 },
      { of: 'truth', prediction: 0, cell: 2, size: 0.5 },
      { of: 'prediction', prediction: 0, cell: 3, size: 0 },
    ]);
  });

  it('of several: cells that some find and others do not', () => {
    const [one, other] = [drawn('1122', '....', '....'), drawn('11.2', '....', '....')];
    const found = disagreements([one, other].map((each) => Agreement.ofImages(truth, each).at(0.6)));
    expect(found).toEqual([{ of: 'truth', prediction: 0, cell: 2, size: 1 }]);
    expect(disagreements([])).toEqual([]);
  });
});
