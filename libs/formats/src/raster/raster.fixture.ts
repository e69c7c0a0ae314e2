/** An image of indices for the writers below, for tests. */
export interface Indices {
  readonly width: number;
  readonly height: number;
  /** Row by row. */
  readonly values: readonly number[];
}

/** How a BMP file is written. */
export interface BmpOptions {
  readonly bits?: 1 | 4 | 8;
  /** Rows from the top, which Windows writes as a negative height. */
  readonly downwards?: boolean;
  /** Colours, three numbers each; grey if left out. */
  readonly palette?: readonly (readonly [red: number, green: number, blue: number])[];
}

/** A BMP file with a palette, by the letter of Windows' documentation. */
export function bmp({ width, height, values }: Indices, options: BmpOptions = {}): Uint8Array {
  const { bits = 8, downwards = false } = options;
  const palette = options.palette ?? Array.from({ length: 2 ** bits }, (_, i) => [i, i, i] as const);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const rows = Array.from({ length: height }, (_, i) => {
    const y = downwards ? i : height - 1 - i;
    const text = values
      .slice(y * width, (y + 1) * width)
      .map((value) => value.toString(2).padStart(bits, '0'))
      .join('');
    return Uint8Array.from({ length: rowBytes }, (_b, at) =>
      parseInt(text.slice(at * 8, at * 8 + 8).padEnd(8, '0'), 2),
    );
  });
  const colours = Uint8Array.from(palette.flatMap(([red, green, blue]) => [blue, green, red, 0]));
  const header = bmpHeader({ width, height: downwards ? -height : height, bits, colours: palette.length });
  return Uint8Array.from(Buffer.concat([header, colours, ...rows]));
}

/** A BMP file of colours, 24 or 32 bits a pixel, from the top. */
export function colourBmp(
  { width, height, values }: Indices,
  { bits, masks }: { readonly bits: 24 | 32; readonly masks?: readonly number[] },
): Uint8Array {
  const step = bits / 8;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const rows = Buffer.alloc(rowBytes * height);
  for (let i = 0; i < width * height; i++) {
    const at = Math.floor(i / width) * rowBytes + (i % width) * step;
    for (let channel = 0; channel < 3; channel++) rows[at + 2 - channel] = values[i * 3 + channel] ?? 0;
  }
  const header = bmpHeader({ width, height: -height, bits, colours: 0, masks });
  return Uint8Array.from(Buffer.concat([header, rows]));
}

interface BmpFacts {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colours: number;
  readonly masks?: readonly number[] | undefined;
}

function bmpHeader({ width, height, bits, colours, masks = [] }: BmpFacts): Buffer {
  const header = Buffer.alloc(54 + masks.length * 4);
  header.write('BM');
  header.writeUInt32LE(header.length + colours * 4, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bits, 28);
  header.writeUInt32LE(masks.length === 0 ? 0 : 3, 30);
  header.writeUInt32LE(colours, 46);
  masks.forEach((mask, i) => header.writeUInt32LE(mask, 54 + i * 4));
  return header;
}

/** A frame of a GIF file. */
export interface GifFrame extends Indices {
  readonly left?: number;
  readonly top?: number;
  readonly interlaced?: boolean;
  /** Index of the colour that is transparent. */
  readonly transparent?: number;
  /** Writes the end code after so many values. */
  readonly endAfter?: number;
}

/** A GIF file by the letter of GIF89a, with a palette of 2 to the power of `bits` greys. */
export function gif(
  frames: readonly GifFrame[],
  options: { width?: number; height?: number; bits?: number } = {},
): Uint8Array {
  const { width = frames[0]?.width ?? 1, height = frames[0]?.height ?? 1, bits = 8 } = options;
  const screen = Buffer.alloc(13);
  screen.write('GIF89a');
  screen.writeUInt16LE(width, 6);
  screen.writeUInt16LE(height, 8);
  screen[10] = 0x80 | (bits - 1);
  const palette = Uint8Array.from({ length: 3 * 2 ** bits }, (_, i) => Math.floor(i / 3));
  return Uint8Array.from(
    Buffer.concat([screen, palette, ...frames.map((frame) => gifFrame(frame, bits)), Buffer.from([0x3b])]),
  );
}

function gifFrame(frame: GifFrame, bits: number): Buffer {
  const { width, height, left = 0, top = 0, interlaced = false, transparent } = frame;
  const control = transparent === undefined ? [] : [0x21, 0xf9, 4, 1, 0, 0, transparent, 0];
  const head = Buffer.alloc(10);
  head[0] = 0x2c;
  [left, top, width, height].forEach((value, i) => head.writeUInt16LE(value, 1 + 2 * i));
  head[9] = interlaced ? 0x40 : 0;
  const data = packLzw(frame, Math.max(2, bits));
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(Uint8Array.from([block.length, ...block]));
  }
  return Buffer.concat([Buffer.from(control), head, Buffer.from([Math.max(2, bits)]), ...blocks, Buffer.from([0])]);
}

/** LZW as GIF89a, appendix F, describes it, with codes that grow to 12 bits and a table that begins anew when it is full. */
function packLzw({ width, values, interlaced, endAfter = values.length }: GifFrame, codeBits: number): Uint8Array {
  const clear = 2 ** codeBits;
  let bits = '';
  let table = new Map<string, number>();
  let codeSize = codeBits + 1;
  const emit = (code: number) => {
    bits = code.toString(2).padStart(codeSize, '0') + bits;
  };
  const begin = () => {
    emit(clear);
    table = new Map(Array.from({ length: clear }, (_, i) => [String(i), i]));
    codeSize = codeBits + 1;
  };
  begin();
  let next = clear + 2;
  let before = '';
  for (const value of stored(values, width, interlaced ?? false).slice(0, endAfter)) {
    const longer = before === '' ? String(value) : `${before},${value}`;
    if (table.has(longer)) {
      before = longer;
      continue;
    }
    emit(table.get(before)!);
    table.set(longer, next++);
    if (next - 1 === 2 ** codeSize && codeSize < 12) codeSize++;
    if (next === 4096) {
      begin();
      next = clear + 2;
    }
    before = String(value);
  }
  if (before !== '') emit(table.get(before)!);
  emit(clear + 1);
  const padded = bits.padStart(Math.ceil(bits.length / 8) * 8, '0');
  return Uint8Array.from((padded.match(/.{8}/g) ?? []).reverse(), (byte) => parseInt(byte, 2));
}

function stored(values: readonly number[], width: number, interlaced: boolean): readonly number[] {
  if (!interlaced) return values;
  const rows = Array.from({ length: values.length / width }, (_, y) => y);
  const order = [
    ...rows.filter((y) => y % 8 === 0),
    ...rows.filter((y) => y % 8 === 4),
    ...rows.filter((y) => y % 4 === 2),
    ...rows.filter((y) => y % 2 === 1),
  ];
  return order.flatMap((y) => values.slice(y * width, (y + 1) * width));
}
