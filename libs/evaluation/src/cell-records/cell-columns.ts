import type { CellRecord, CellRecords, SideRecords } from '@cellboard/metrics';
import {
  cellIntensities,
  cellRings,
  cellTable,
  neighbourDistances,
  sizeOf,
  type CellIntensities,
  type ChannelSamples,
  type LabelImage,
} from '@cellboard/labels';

/** What may have become of a cell; a place in this list is what {@link CellColumns.status} holds. */
export const CELL_STATUSES = ['matched', 'missed', 'invented', 'split', 'merged', 'boundary'] as const;
export type CellStatus = (typeof CELL_STATUSES)[number];

/** Channels whose intensities are kept: as many as a picture shows. */
export const MOST_CHANNELS = 7;

/**
 * What is kept of the cells of one image, column by column: those of the truth by number, then those of the prediction.
 * Plain data, so that it goes between processes. docs/cell-records.md has the meaning of each column.
 */
export interface CellColumns {
  readonly image: string;
  /** Rows of the truth; the others are of the prediction. */
  readonly truthCells: number;
  /** Number in the label image, with all its cells. */
  readonly cell: Int32Array;
  readonly originalId: Float64Array;
  /** Original id of the partner at IoU ≥ 1/2; 0 for none. */
  readonly matchedId: Float64Array;
  /** Places in {@link CELL_STATUSES}. */
  readonly status: Uint8Array;
  readonly iou: Float64Array;
  readonly dice: Float64Array;
  readonly hausdorff: Float64Array;
  readonly area: Int32Array;
  readonly perimeter: Float32Array;
  readonly centroidRow: Float32Array;
  readonly centroidColumn: Float32Array;
  readonly touchesBorder: Uint8Array;
  /** NaN where the image has no other cell. */
  readonly neighbourDistance: Float32Array;
  /** Mean sample inside of the cell and in its ring, NaN without one, for each channel. */
  readonly channels: readonly { readonly inside: Float32Array; readonly ring: Float32Array }[];
}

/** What the rows of an image are made from. */
export interface RecordedImage {
  readonly image: string;
  readonly records: CellRecords;
  /** Every cell of each label image, judged or not: they have the numbers. */
  readonly all: { readonly truth: LabelImage; readonly prediction: LabelImage };
  readonly samples: readonly ChannelSamples[];
}

/** Puts the rows of an image together. */
export function cellColumns({ image, records, all, samples }: RecordedImage): CellColumns {
  const sides = [measure(records.truth, all.truth, samples), measure(records.prediction, all.prediction, samples)];
  const cells = sides.flatMap((side) => side.cells);
  const joined = (column: (side: Measured) => Iterable<number>) => sides.flatMap((side) => [...column(side)].slice(1));
  return {
    image,
    truthCells: records.truth.cells.length,
    cell: Int32Array.from(sides.flatMap(({ numbers }) => numbers)),
    originalId: Float64Array.from(cells, ({ id }) => id),
    matchedId: Float64Array.from(cells, ({ matched }) => matched ?? 0),
    status: Uint8Array.from(cells, (cell) => CELL_STATUSES.indexOf(cell.class)),
    iou: Float64Array.from(cells, ({ iou }) => iou),
    dice: Float64Array.from(cells, ({ dice }) => dice),
    hausdorff: Float64Array.from(cells, ({ hd }) => hd),
    area: Int32Array.from(cells, ({ area }) => area),
    perimeter: Float32Array.from(joined(({ table }) => table.perimeter)),
    centroidRow: Float32Array.from(joined(({ table }) => table.centroidRow)),
    centroidColumn: Float32Array.from(joined(({ table }) => table.centroidColumn)),
    touchesBorder: Uint8Array.from(sides.flatMap((side) => side.cells.map((cell) => atBorder(cell, side.image)))),
    neighbourDistance: Float32Array.from(joined(({ neighbours }) => neighbours)),
    channels: samples.map((_, channel) => ({
      inside: Float32Array.from(joined((side) => side.intensities[channel]?.inside ?? [])),
      ring: Float32Array.from(joined((side) => side.intensities[channel]?.ring ?? [])),
    })),
  };
}

/** The cells of one side, with what is measured of them; arrays by judged cell, index 0 unused. */
interface Measured {
  readonly image: LabelImage;
  readonly cells: readonly CellRecord[];
  readonly numbers: readonly number[];
  readonly table: ReturnType<typeof cellTable>;
  readonly neighbours: Float64Array;
  readonly intensities: readonly CellIntensities[];
}

function measure({ image, cells }: SideRecords, all: LabelImage, samples: readonly ChannelSamples[]): Measured {
  const table = cellTable(image);
  const rings = cellRings(image);
  return {
    image,
    cells,
    numbers: numbersIn(all, cells),
    table,
    neighbours: neighbourDistances({ row: table.centroidRow, column: table.centroidColumn }),
    intensities: samples.map((channel) => cellIntensities(image, rings, channel)),
  };
}

/** Numbers of cells in a label image with more of them; ids ascend in both. */
function numbersIn(all: LabelImage, cells: readonly CellRecord[]): number[] {
  let number = 0;
  return cells.map(({ id }) => {
    while (all.ids[number] !== id) number++;
    return number;
  });
}

/** 1 for a cell with a pixel at the edge of the image, which may go on outside. */
function atBorder({ box: [top, left, bottom, right] }: CellRecord, image: LabelImage): 0 | 1 {
  const [height, width] = sizeOf(image);
  return top === 0 || left === 0 || bottom === height - 1 || right === width - 1 ? 1 : 0;
}
