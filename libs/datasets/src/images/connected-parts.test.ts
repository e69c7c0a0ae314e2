import fc from 'fast-check';
import { connectedParts } from './connected-parts.ts';

const parts = (...rows: readonly string[]) => {
  const [width, height] = [rows[0]?.length ?? 0, rows.length];
  const mask = Uint8Array.from(rows.join(''), Number);
  const found = [...connectedParts(mask, { width, height })].join('');
  return rows.map((_, y) => found.slice(y * width, (y + 1) * width));
};

it('connects pixels that share a side, whatever their values, and not those that touch at a corner', () => {
  expect(parts('1002', '1120', '0001')).toEqual(['1002', '1110', '0003']);
  expect(parts('10', '01')).toEqual(['10', '02']);
});

it('joins parts that meet later, and numbers parts by their first pixels', () => {
  expect(parts('10101', '10101', '11101', '00001', '11111')).toEqual(['10102', '10102', '11102', '00002', '22222']);
  expect(parts('0100', '1101', '0001')).toEqual(['0100', '1102', '0002']);
});

it('does not connect the end of a row with the beginning of the next', () => {
  expect(parts('001', '100')).toEqual(['001', '200']);
});

it('gives two neighbours the same part, and as many parts as a flood of each finds', () => {
  const masks = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.constantFrom(0, 0, 1, 7), { maxLength: 60 }));
  fc.assert(
    fc.property(masks, ([width, values]) => {
      const height = Math.floor(values.length / width);
      const mask = Uint8Array.from(values.slice(0, width * height));
      const found = connectedParts(mask, { width, height });
      const seen = new Set<number>();
      let count = 0;
      for (let start = 0; start < mask.length; start++) {
        expect(found[start] === 0).toBe(mask[start] === 0);
        if (mask[start] === 0 || seen.has(start)) continue;
        count++;
        for (const queue = [start]; queue.length > 0;) {
          const at = queue.pop() ?? 0;
          if (seen.has(at)) continue;
          seen.add(at);
          expect(found[at]).toBe(count);
          const x = at % width;
          const near = [at - width, at + width, ...(x > 0 ? [at - 1] : []), ...(x < width - 1 ? [at + 1] : [])];
          queue.push(...near.filter((other) => (mask[other] ?? 0) !== 0));
        }
      }
    }),
    { seed: 7 },
  );
});
