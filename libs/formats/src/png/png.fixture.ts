import { crc32, deflateSync } from 'node:zlib';

/** A PNG written by the letter of the specification, without filters, for tests. */
export interface PngFixture {
  readonly width: number;
  readonly height: number;
  /** Samples, row by row, channels interleaved. */
  readonly samples?: readonly number[];
  /** Instead of samples: the filtered rows, each after the number of its filter. */
  readonly rows?: readonly (readonly number[])[];
  readonly bits?: 1 | 2 | 4 | 8 | 16;
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly colour?: 0 | 2 | 3 | 4 | 6;
  /** Adam7. */
  readonly interlaced?: boolean;
  /** Chunks between the header and the data. */
  readonly chunks?: readonly (readonly [name: string, data: Uint8Array])[];
}

const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** First column, first row, column step and row step of the seven passes. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function png(fixture: PngFixture): Uint8Array {
  const { width, height, bits = 8, colour = 0, interlaced = false, chunks = [], rows } = fixture;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colour, 0, 0, interlaced ? 1 : 0], 8);
  const palette = Uint8Array.from({ length: 3 * 2 ** bits }, (_, i) => (i * 37) % 256);
  const passes = interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  const filtered = rows?.map((row) => Uint8Array.from(row)) ?? passes.flatMap((pass) => passRows(fixture, pass));
  const file = Buffer.concat([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    ...chunks.map(([name, data]) => chunk(name, data)),
    ...(colour === 3 ? [chunk('PLTE', palette)] : []),
    chunk('IDAT', deflateSync(Buffer.concat(filtered))),
    chunk('IEND', new Uint8Array()),
  ]);
  return Uint8Array.from(file);
}

type Pass = readonly [left: number, top: number, right: number, down: number];

/** The rows of one pass, each with its filter byte; a pass of no pixels has none. */
function passRows(
  { width, height, samples = [], bits = 8, colour = 0 }: PngFixture,
  [left, top, right, down]: Pass,
): Uint8Array[] {
  const channels = CHANNELS[colour];
  const rows: Uint8Array[] = [];
  for (let y = top; y < height; y += down) {
    let text = '';
    for (let x = left; x < width; x += right) {
      for (let c = 0; c < channels; c++)
        text += (samples[(y * width + x) * channels + c] ?? 0).toString(2).padStart(bits, '0');
    }
    const bytes = (text.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
    if (bytes.length > 0) rows.push(Uint8Array.from([0, ...bytes]));
  }
  return rows;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
