import type { ImageDetails, ImageResults } from '@cellboard/contract';
import { encodeLabelFile, ndArray, toLabelImage } from '@cellboard/labels';

/** Side of the image in pixels. */
const SIDE = 1024;
/** From the middle of a cell to that of the next: 73² cells in all. */
const STEP = 14;
const RADIUS = 6;

/** Cells in rows, each moved by up to so many pixels, every so many of them left out. */
function cells(moved: number, lost: number): Uint8Array<ArrayBuffer> {
  const ids = new Uint16Array(SIDE * SIDE);
  let id = 0;
  for (let top = STEP / 2; top + RADIUS < SIDE; top += STEP) {
    for (let left = STEP / 2; left + RADIUS < SIDE; left += STEP) {
      id++;
      if (lost > 0 && id % lost === 0) continue;
      const [x, y] = [left + (moved > 0 ? id % (moved + 1) : 0), top + (moved > 0 ? (id * 7) % (moved + 1) : 0)];
      disc(ids, { x, y, id });
    }
  }
  const labels = toLabelImage(ndArray(ids, [SIDE, SIDE]));
  return Uint8Array.from(encodeLabelFile(labels, '0'.repeat(64)));
}

function disc(ids: Uint16Array, { x, y, id }: { readonly x: number; readonly y: number; readonly id: number }): void {
  for (let row = Math.max(0, y - RADIUS); row <= Math.min(SIDE - 1, y + RADIUS); row++) {
    const half = Math.floor(Math.sqrt(RADIUS * RADIUS - (row - y) ** 2));
    ids.fill(id, row * SIDE + Math.max(0, x - half), row * SIDE + Math.min(SIDE, x + half + 1));
  }
}

/** An image of 16 bits as a .npy file, brighter in its cells. */
function samples(): Uint8Array<ArrayBuffer> {
  const data = Uint16Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [dx, dy] = [(i % SIDE) % STEP, Math.floor(i / SIDE) % STEP];
    return 200 + 40 * (STEP - Math.abs(dx - 7) - Math.abs(dy - 7)) + (i % 17);
  });
  const text = `{'descr': '<u2', 'fortran_order': False, 'shape': (${String(SIDE)}, ${String(SIDE)}, 1), }`;
  const head = Buffer.from(text.padEnd(117, ' ') + '\n', 'latin1');
  const start = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, head.length & 255, head.length >> 8]);
  return Uint8Array.from(Buffer.concat([start, head, Buffer.from(data.buffer)]));
}

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const image = {
  id: uuid(1),
  name: 'bench',
  dataset: 'bench',
  object: 'nucleus',
  cellType: 'not stated',
  modality: 'fluorescence',
  stain: null,
  tissue: null,
  split: null,
  pixelSizeUm: 0.5,
  width: SIDE,
  height: SIDE,
  cellCount: 5329,
  measures: null,
  datasetName: 'Bench',
  datasetVersion: 1,
  synthetic: true,
  licence: 'CC0-1.0',
  mayDownload: true,
  sourceUrl: null,
  citation: null,
  hasIgnore: false,
  samples: {
    dtype: 'uint16',
    channels: [{ name: null, colour: null, display: null }],
    colours: false,
    bitDepth: 16,
    whiteIsZero: false,
  },
} as unknown as ImageDetails;

const names = ['one', 'two', 'three'] as const;

const results = {
  tasks: [
    {
      task: 'bench',
      taskName: 'Bench',
      primaryMetric: 'f1@0.5',
      metrics: [],
      results: names.map((name, k) => ({
        candidateId: uuid(10 + k),
        model: 'bench',
        modelName: 'Bench',
        candidate: name,
        candidateName: name,
        scores: {},
        hasPrediction: true,
      })),
    },
  ],
} as unknown as ImageResults;

/** What the server would answer to a procedure; undefined for one that the page can do without. */
export const procedures: Readonly<Record<string, unknown>> = {
  'images.get': image,
  'images.results': results,
  'images.neighbours': { previous: null, next: null, place: 1, total: 1 },
  'system.status': { version: 'bench', demo: { state: 'none', done: 0, total: 0 } },
};

/** What the server would answer to an address, by how it ends. */
export function files(): readonly (readonly [ending: string, body: Uint8Array<ArrayBuffer>])[] {
  return [
    ['samples.npy', samples()],
    ['truth.labels', cells(0, 0)],
    ...names.map((_, k) => [`${uuid(10 + k)}.labels`, cells(k + 1, 9 - 2 * k)] as const),
  ];
}
