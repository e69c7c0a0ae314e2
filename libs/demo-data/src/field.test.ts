import { edgeDistance } from './edge-distance.ts';
import { Field } from './field.ts';
import type { Shape } from './shapes.ts';

function disc(x: number, y: number, radius: number): { shape: Shape } {
  return { shape: { x, y, reach: radius + 1, depth: (dx, dy) => Math.sqrt(dx * dx + dy * dy) / radius } };
}

function row(field: Field<{ shape: Shape }>, y: number): string {
  const { data } = field.truth();
  return Array.from(data.subarray(y * field.width, (y + 1) * field.width), (id) => (id === 0 ? '.' : id)).join('');
}

describe('Field', () => {
  it('parts two bodies that meet half-way', () => {
    const field = new Field<{ shape: Shape }>(16, 9);
    expect(field.place(disc(4, 4, 4.5), { maxOverlap: 0.5 })).toBe(true);
    expect(field.place(disc(11, 4, 4.5), { maxOverlap: 0.5 })).toBe(true);
    expect(row(field, 4)).toBe('1111111122222222');
  });

  it('refuses a body that has too little room', () => {
    const field = new Field<{ shape: Shape }>(16, 9);
    field.place(disc(4, 4, 4.5), { maxOverlap: 0 });
    expect(field.place(disc(10, 4, 4.5), { maxOverlap: 0.05 })).toBe(false);
    expect(field.place(disc(5, 4, 4.5), { maxOverlap: 1 })).toBe(false);
    expect(field.place(disc(40, 4, 4.5), { maxOverlap: 1 })).toBe(false);
    expect(field.bodies).toHaveLength(1);
  });

  it('visits the pixels that a body owns, measured from its centre', () => {
    const field = new Field<{ shape: Shape }>(5, 5);
    field.place(disc(2, 2, 1.2), { maxOverlap: 0 });
    const seen: number[][] = [];
    field.visitOwned(1, (...pixel) => seen.push(pixel));
    expect(seen).toEqual([
      [7, 0, -1],
      [11, -1, 0],
      [12, 0, 0],
      [13, 1, 0],
      [17, 0, 1],
    ]);
  });

  it('keeps the largest piece of each body, drops small bodies and closes the numbering', () => {
    const field = new Field<{ shape: Shape }>(7, 1);
    field.bodies.push(disc(0, 0, 1), disc(0, 0, 1), disc(0, 0, 1));
    field.owner.set([1, 2, 2, 0, 3, 3, 2]);
    field.tidy(2);
    expect(row(field, 0)).toBe('.11.22.');
    expect(Array.from(field.depth)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });
});

describe('edgeDistance', () => {
  it('counts from the outline, also where two bodies touch, and not from the border', () => {
    const owner = Uint16Array.from([1, 1, 1, 2, 2, 0]);
    const distance = edgeDistance({ width: 6, height: 1, owner });
    expect(Array.from(distance)).toEqual([3, 2, 1, 1, 1, 0]);
  });

  it('goes diagonally', () => {
    const owner = Uint16Array.from([0, 1, 1, 1, 1, 1, 1, 1, 1]);
    const distance = edgeDistance({ width: 3, height: 3, owner });
    expect(distance[4]).toBeCloseTo(4 / 3, 6);
    expect(distance[8]).toBeCloseTo(8 / 3, 6);
  });
});
