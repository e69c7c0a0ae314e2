import { ndArray, toLabelImage } from '@cellboard/labels';

import { Agreement } from '../cells/agreement.ts';
import { cellTable, emphasised } from '../cells/cell-table.ts';
import { colourPrediction, colourTruth } from '../cells/colour-cells.ts';
import { codeOf } from '../cells/status.ts';
import { defaultChannels, type ImageMeaning } from '../image/channels.ts';
import { colourMap } from '../image/colour-map.ts';
import type { CellLayer, ImageLayer, Panel, Scene } from '../render/scene.ts';
import { fitView, type View } from '../view/view.ts';
import { cellsOf, pictureOf, type Kept } from './pictures.fixture.ts';

const CANVAS = { width: 144, height: 112 };
const MADE = { width: 96, height: 80, cells: 24 };

/** A scene with the limits that the graphics card has in it. */
export interface TestScene {
  readonly scene: Scene;
  readonly longestTexture?: number;
}

const truth = cellsOf(MADE);
const prediction = cellsOf(MADE, { moved: 3, lost: 6, from: 2 });
const agreement = Agreement.ofImages(truth, prediction);
const at = agreement.at(0.6);
const colours = colourTruth(truth, [{ image: prediction, ...agreement.table }]);

const truthLayer: CellLayer = { labels: truth, table: cellTable({ colours, ...at.truth }), fill: 0.35, line: 1 };
const found = {
  colours: colourPrediction(prediction, { truth: colours, partner: at.prediction.partner }),
  ...at.prediction,
};
const foundLayer: CellLayer = { labels: prediction, table: cellTable(found), fill: 0.35, line: 2 };

function image(kept: Kept, meaning?: ImageMeaning): ImageLayer {
  const samples = pictureOf(MADE, kept);
  return { samples, channels: defaultChannels(samples, meaning) };
}

const eight: Kept = { make: (count) => new Uint8Array(count) };
const sixteen: Kept = { make: (count) => new Uint16Array(count), low: 200, high: 9000 };
const plain = image(eight);

function panel(parts: Partial<Panel>): Panel {
  const rect = parts.rect ?? { x: 0, y: 0, ...CANVAS };
  return {
    rect,
    view: fitView({ panel: rect, image: MADE }),
    size: MADE,
    image: plain,
    layers: [truthLayer],
    ...parts,
  };
}

const one = (parts: Partial<Panel>, unit = 1): TestScene => ({ scene: { ...CANVAS, unit, panels: [panel(parts)] } });

const viewAt = (x: number, y: number, scale: number): Partial<Panel> => ({ view: { x, y, scale } });

function gaps(): ImageLayer {
  const samples = pictureOf(MADE, { make: (count) => new Float32Array(count), low: -1, high: 1 });
  for (let i = 0; i < samples.data.length; i += 7) samples.data[i] = NaN;
  return { samples, channels: defaultChannels(samples) };
}

function manual(): ImageLayer {
  const { samples } = image(sixteen);
  return {
    samples,
    channels: [{ channel: 0, map: colourMap('grey, inverted'), limits: { low: 3000, high: 7000 }, gamma: 0.7 }],
  };
}

function linked(): TestScene {
  const view: View = { x: 40.25, y: 33.5, scale: 1.75 };
  const half = { width: 71, height: 55 };
  const places = [
    { x: 0, y: 0 },
    { x: 73, y: 0 },
    { x: 0, y: 57 },
    { x: 73, y: 57 },
  ];
  const layers: CellLayer[][] = [[], [truthLayer], [foundLayer], [foundLayer, outline()]];
  const panels = places.map((place, k) => panel({ rect: { ...place, ...half }, view, layers: layers[k]! }));
  return { scene: { ...CANVAS, unit: 1, panels } };
}

/** The truth as white outlines. */
function outline(): CellLayer {
  return { ...truthLayer, table: cellTable({ colours, ...at.truth }, { colour: [255, 255, 255] }), fill: 0 };
}

/** Only what was missed, as a ghost over a prediction. */
function ghosts(): CellLayer {
  const missed = codeOf('missed');
  const shows = (cell: number) => at.truth.status[cell] === missed;
  return { ...truthLayer, table: cellTable({ colours, ...at.truth }, { mode: 'status', shows }), fill: 0 };
}

/** A corner that no score looks at, over a prediction and outlines of the truth. */
function ignored(): TestScene {
  const pixels = new Uint16Array(MADE.width * MADE.height);
  for (let row = 10; row < 45; row++) pixels.fill(1, row * MADE.width + 50, row * MADE.width + 90);
  const labels = toLabelImage(ndArray(pixels, [MADE.height, MADE.width]));
  const status = new Uint8Array(2).fill(codeOf('ignored'));
  const table = cellTable({ colours: new Uint16Array(2), status }, { mode: 'status' });
  return one({ layers: [foundLayer, outline(), { labels, table, fill: 1 / 255, line: 1 }] });
}

/** An image in many tiles, with numbers of 32 bits. */
function manyCells(): TestScene {
  const size = { width: 300, height: 260 };
  const labels = cellsOf({ ...size, cells: 200 });
  const wide = { ...labels, pixels: ndArray(Uint32Array.from(labels.pixels.data), [size.height, size.width]) };
  const samples = pictureOf({ ...size, cells: 200 }, sixteen);
  const layer = { ...truthLayer, labels: wide, table: cellTable({ colours: colourTruth(labels) }) };
  const shown = { size, image: { samples, channels: defaultChannels(samples) }, layers: [layer] };
  return { ...one({ ...shown, ...viewAt(128.4, 128, 3.3) }), longestTexture: 64 };
}

/** Ways to look at cells, with what differs between them in their names. */
export const SCENES: Readonly<Record<string, TestScene>> = {
  'grey-8-bit': one({}),
  'grey-16-bit': one({ image: image(sixteen) }),
  'grey-32-bit-far-from-zero': one({
    image: image({ make: (count) => new Uint32Array(count), low: 4_000_000_000, high: 4_000_000_900 }),
  }),
  'grey-16-bit-signed': one({ image: image({ make: (count) => new Int16Array(count), low: -900, high: 30_000 }) }),
  'float-32-with-gaps': one({ image: gaps() }),
  'float-64': one({ image: image({ make: (count) => new Float64Array(count), low: 1e-6, high: 2e-6 }) }),
  'rgb-8-bit': one({ image: image({ ...eight, channels: 3 }, { rgb: true }), layers: [foundLayer] }),
  'rgb-16-bit': one({ image: image({ ...sixteen, channels: 3 }, { rgb: true }) }),
  'two-channels': one({ image: image({ ...sixteen, channels: 2, planar: true }), layers: [] }),
  'seven-channels': one({ image: image({ ...sixteen, channels: 7 }) }),
  'manual-limits-and-gamma': one({ image: manual() }),
  'no-image': one({ image: undefined, layers: [{ ...foundLayer, fill: 1 }] }),
  'status-colours-and-hatching': one({
    ...viewAt(40, 40, 3.1),
    layers: [{ ...foundLayer, table: cellTable(found, { mode: 'status' }) }],
  }),
  'iou-colours': one({ layers: [{ ...foundLayer, table: cellTable(found, { mode: 'iou' }), line: 0 }] }),
  'large-9.37': one({ ...viewAt(31.4, 27.9, 9.37), layers: [foundLayer] }),
  'small-0.37': one(viewAt(48, 40, 0.37)),
  'past-the-edge': one({ ...viewAt(2.5, 79, 2.2), layers: [{ ...truthLayer, line: 4 }] }),
  'truth-over-prediction-with-ghosts': one({ layers: [{ ...foundLayer, fill: 0.6 }, ghosts()] }),
  'selected-and-hovered-fine-screen': one(
    {
      ...viewAt(48, 40, 2.6),
      layers: [{ ...truthLayer, table: emphasised(truthLayer.table, { selected: [3, 9], hovered: 12 }), line: 0 }],
    },
    2,
  ),
  'four-linked-panels': linked(),
  'ignored-area': ignored(),
  'tiles-and-32-bit-numbers': manyCells(),
};
