import { image } from '../image.fixture.ts';
import { overlapTable } from '../overlap/overlap-table.ts';
import { outsidePairs } from './outside-pairs.ts';

it("counts what lies on the other image's background", () => {
  const rest = outsidePairs(overlapTable(image(['1122..']), image(['.33..4'])));
  expect([Array.from(rest.truthOnly), Array.from(rest.predictionOnly)]).toEqual([
    [0, 1, 1],
    [0, 0, 1],
  ]);
  expect(rest).toMatchObject({ overlap: 2, truthForeground: 4, truthBackground: 2, predictionBackground: 3, both: 1 });
});
