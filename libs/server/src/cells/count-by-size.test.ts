import { quantileBins } from '@cellboard/metrics';
import fc from 'fast-check';
import { countBySize, type SizeCount } from './count-by-size.ts';

const statuses = ['matched', 'missed', 'invented', 'split', 'merged', 'boundary'] as const;

it('counts what counting cell by cell counts, in the bins of metrics', () => {
  const count = fc.record({
    area: fc.integer({ min: 1, max: 60 }),
    status: fc.constantFrom(...statuses),
    cells: fc.integer({ min: 1, max: 4 }),
    iou: fc.constantFrom(0, 0.25, 0.5),
    dice: fc.constantFrom(0, 0.5),
    hausdorff: fc.constantFrom(0, 3),
  });
  fc.assert(
    fc.property(fc.array(count, { maxLength: 30 }), (counts: SizeCount[]) => {
      const found = countBySize(counts);
      const cells = counts.flatMap((one) => Array.from({ length: one.cells }, () => one));
      const truth = cells.filter(({ status }) => status !== 'invented');
      if (truth.length === 0) {
        expect(found).toEqual([]);
        return;
      }
      const bins = quantileBins(
        truth.map(({ area }) => area),
        10,
      );
      const last = Math.max(0, bins.edges.length - 2);
      for (let bin = 0; bin <= last; bin++) {
        const inBin = truth.filter(({ area }) => bins.binOf(area) === bin);
        const row = found.find(({ from }) => from === bins.edges[bin]);
        expect(row?.cells ?? 0).toBe(inBin.length);
        for (const status of ['matched', 'missed', 'split', 'merged', 'boundary'] as const)
          expect(row?.[status] ?? 0).toBe(inBin.filter((one) => one.status === status).length);
      }
      expect(found.reduce((all, { invented }) => all + invented, 0)).toBe(cells.length - truth.length);
      const sum = found.reduce((all, { detection, cells: n }) => all + detection * n, 0);
      expect(sum).toBeCloseTo(truth.filter(({ status }) => status === 'matched').length, 9);
    }),
    { seed: 21, numRuns: 100 },
  );
});
