import { enclosedAreas } from './enclosed-areas.ts';
import { decodeLabelPixels } from '@cellboard/formats/node';

/** Outlines are #. */
function drawn(...rows: string[]) {
  const outline = Uint8Array.from(rows.join(''), (mark) => (mark === '#' ? 1 : 0));
  return { outline, width: rows[0]?.length ?? 0, height: rows.length };
}

const rules = { smallest: 1, margin: 0 };

async function rowsOf(truth: ReturnType<typeof enclosedAreas>): Promise<string[]> {
  const { data } = await decodeLabelPixels(await truth.encode());
  return Array.from({ length: truth.height }, (_, y) =>
    Array.from(data.subarray(y * truth.width, (y + 1) * truth.width)).join(''),
  );
}

const two = drawn(
  '........',
  '.######.',
  '.#..#.#.', //
  '.#..#.#.',
  '.######.',
  '........',
);

describe('areas within outlines', () => {
  it('are cells of their own where they share an outline, which belongs to nobody', async () => {
    const truth = enclosedAreas(two, rules);
    expect(await rowsOf(truth)).toEqual(['00000000', '00000000', '00110200', '00110200', '00000000', '00000000']);
    expect(truth.cells).toBe(2);
    expect([...(truth.ignored ?? [])]).toEqual([...two.outline]);
    expect(truth.notes).toEqual(['1 area reaches the border of the image and is taken for the background.']);
  });

  it('do not leak through a corner, but through a gap', () => {
    const corner = drawn('.....', '..#..', '.#.#.', '..#..', '.....');
    expect(enclosedAreas(corner, rules).cells).toBe(1);
    const gap = drawn('.....', '..#..', '.#...', '..#..', '.....');
    expect(() => enclosedAreas(gap, rules)).toThrow('enclose nothing');
  });

  it('are lost where the border cuts them', async () => {
    const cut = drawn('.#.####', '#..#..#', '...#..#', '...####');
    const truth = enclosedAreas(cut, rules);
    expect(await rowsOf(truth)).toEqual(['0000000', '0000110', '0000110', '0000000']);
    expect(truth.notes[0]).toContain('2 areas reach the border');
  });

  it('are specks below a size, and tell so', () => {
    const truth = enclosedAreas(two, { smallest: 3, margin: 0 });
    expect(truth.cells).toBe(1);
    expect(truth.notes[1]).toBe('1 enclosed area is too small for a cell.');
  });

  it('are not scored in the margin', () => {
    const { ignored = new Uint8Array() } = enclosedAreas(two, { smallest: 1, margin: 2 });
    const free = [...ignored.keys()].filter((at) => ignored[at] === 0);
    expect(free).toEqual([18, 19, 21, 26, 27, 29]);
  });

  it('are none in an empty image', () => {
    expect(enclosedAreas(drawn('...', '...'), rules).cells).toBe(0);
  });
});
