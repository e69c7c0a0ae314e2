import type { ArchiveLimits } from '../archive/archive-limits.ts';
import { Archive } from '../archive/archive.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import { MAX_PIXELS } from '../limits.ts';
import type { Platform } from '../platform.ts';
import { sizeOfNumber, takeForArray, type NumpyArray, type NumpyLayout } from './array.ts';
import { ByteStream } from './byte-stream.ts';
import { isNpy, NPY_START, npyHeaderRange, parseNpyHeader } from './npy-header.ts';
import { isTextType, sizeOfText, textsOf } from './numpy-texts.ts';
import { readPickledRows, type TableValue } from './pickle.ts';
import { toRowOrder } from './row-order.ts';

/**
 * Since one frame is held at a time, only absurd numbers are refused; truths of few cells in 64 bits shrink as much as
 * anything can.
 */
const LIMITS: ArchiveLimits = { entries: 1000, fileBytes: 2 ** 40, totalBytes: 2 ** 42, ratio: Infinity };

/** Largest table of texts or objects that is read, in bytes. */
export const MAX_TABLE = 64 * 2 ** 20;

/** Largest frame that is read, in bytes: the largest image in the widest type. */
const MAX_FRAME = MAX_PIXELS * 8;

/** An array whose header was read. */
export interface OpenedArray extends NumpyLayout {
  /** Bytes behind the header. */
  readonly dataBytes: number;
}

/** A source that can be closed, such as a file. */
export interface ClosableSource extends ByteSource {
  readonly close?: () => Promise<void>;
}

/**
 * An .npz file whose arrays are read frame after frame, so that memory holds one, whatever the size of the file.
 * Several arrays may be read in turn. Close it when done: that closes its source.
 */
export class NpzFile implements AsyncDisposable {
  private readonly archive: Archive;
  private readonly source: ClosableSource;

  private constructor(archive: Archive, source: ClosableSource) {
    this.archive = archive;
    this.source = source;
  }

  /**
   * Opens an .npz file.
   *
   * @throws FormatError for an archive that is damaged or unsafe; the source is closed then
   */
  static async open(source: ClosableSource, platform: Platform): Promise<NpzFile> {
    try {
      return new NpzFile(await Archive.open(source, LIMITS, platform), source);
    } catch (error) {
      await source.close?.();
      throw error;
    }
  }

  /** Names of its arrays, without `.npy`. */
  get names(): readonly string[] {
    return this.archive.names.filter((name) => name.endsWith('.npy')).map((name) => name.slice(0, -'.npy'.length));
  }

  /**
   * Type and shape of an array.
   *
   * @throws FormatError if it is not there or has no sound header
   */
  async layout(name: string): Promise<NumpyLayout> {
    const stream = this.stream(name);
    try {
      const { descr, shape, fortran } = await this.openArray(name, stream);
      return { descr, shape, fortran };
    } finally {
      await stream.close();
    }
  }

  /**
   * Hands out an array along its first axis: arrays of the other axes, the last index varying fastest. The promised
   * shape is held against the bytes before the first, and the checksum after the last has come.
   *
   * @throws FormatError if the array holds no numbers, has one axis or is damaged, if a frame is larger than an image
   *   may be, or if the first index varies fastest, so that the frames lie interleaved
   */
  async *frames(name: string): AsyncGenerator<NumpyArray> {
    const stream = this.stream(name);
    try {
      const layout = await this.openArray(name, stream);
      const { descr, shape, fortran } = layout;
      const [count = 0, ...sides] = shape;
      const frameBytes = checkFrames(name, layout);
      for (let i = 0; i < count; i++) {
        const bytes = await stream.take(frameBytes);
        yield toRowOrder(takeForArray({ descr, shape: sides, fortran }, bytes));
      }
      await stream.end();
    } finally {
      await stream.close();
    }
  }

  /**
   * The rows of a table: texts (one to a row), or objects, which are never rebuilt, see `readPickledRows`.
   *
   * @throws FormatError UNSAFE if a pickle wants to run something, UNSUPPORTED if the array is not a table
   */
  async rows(name: string): Promise<TableValue[][]> {
    const stream = this.stream(name);
    try {
      const layout = await this.openArray(name, stream);
      const { dataBytes } = layout;
      if (dataBytes > MAX_TABLE)
        throw new FormatError(
          'TOO_LARGE',
          `The table "${name}" has ${dataBytes} bytes, but at most ${MAX_TABLE} are read.`,
        );
      const bytes = await stream.take(dataBytes);
      await stream.end();
      return toRows(name, layout, bytes);
    } finally {
      await stream.close();
    }
  }

  /** Closes the source. */
  async close(): Promise<void> {
    await this.source.close?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  private stream(name: string): ByteStream {
    return new ByteStream(this.archive.chunks(`${name}.npy`));
  }

  private async openArray(name: string, data: ByteStream): Promise<OpenedArray> {
    const start = await data.take(NPY_START);
    if (!isNpy(start))
      throw new FormatError('CORRUPT', `"${name}.npy" in the archive is not an NPY file. Save it again.`);
    const { from, to } = npyHeaderRange(start);
    const rest = await data.take(Math.max(0, to - NPY_START)); // a damaged one may be shorter
    const header = new Uint8Array([...start.subarray(from), ...rest]);
    return { ...parseNpyHeader(header), dataBytes: this.archive.sizeOf(`${name}.npy`) - to };
  }
}

/**
 * Bytes of a frame of an array, whose promised shape is held against the promised bytes.
 *
 * @throws FormatError see {@link NpzFile.frames}
 */
export function checkFrames(name: string, layout: OpenedArray): number {
  const { descr, shape, fortran, dataBytes } = layout;
  const [count = 0, ...sides] = shape;
  const frameBytes = sides.reduce((product, side) => product * side, sizeOfNumber(descr) ?? NaN);
  const form = `The array "${name}" has the shape (${shape.join(', ')}) and the type ${descr}`;
  if (sides.length === 0 || Number.isNaN(frameBytes))
    throw new FormatError('UNSUPPORTED', `${form}, but images of numbers were expected.`);
  if (frameBytes === 0)
    throw new FormatError(
      'CORRUPT',
      `The array "${name}" of shape (${shape.join(', ')}) has empty frames. Save it again.`,
    );
  if (frameBytes > MAX_FRAME)
    throw new FormatError(
      'TOO_LARGE',
      `A frame of the array "${name}" of shape (${shape.join(', ')}) has ${frameBytes} bytes, but at most ${MAX_FRAME} are read.`,
    );
  if (frameBytes * count !== dataBytes) throw lying(name, layout, dataBytes);
  if (fortran && count > 1)
    throw new FormatError(
      'UNSUPPORTED',
      `The array "${name}" of shape (${shape.join(', ')}) is stored in Fortran order, so that its frames lie interleaved. ` +
        'Save it with numpy.ascontiguousarray.',
    );
  return frameBytes;
}

/**
 * The rows of a table, see {@link NpzFile.rows}.
 *
 * @param bytes those behind its header
 */
export function toRows(name: string, layout: OpenedArray, bytes: Uint8Array): TableValue[][] {
  const { descr, shape, dataBytes } = layout;
  if (descr === '|O') {
    const rows = readPickledRows(bytes);
    if (rows.length !== (shape[0] ?? 1)) throw lying(name, layout, dataBytes);
    return rows;
  }
  if (!isTextType(descr) || shape.length !== 1)
    throw new FormatError(
      'UNSUPPORTED',
      `The array "${name}" has the shape (${shape.join(', ')}) and the type ${descr}, but a list of texts or a table was expected.`,
    );
  if ((shape[0] ?? 0) * sizeOfText(descr) !== dataBytes) throw lying(name, layout, dataBytes);
  return textsOf(descr, bytes).map((text) => [text]);
}

function lying(name: string, { descr, shape }: NumpyLayout, bytes: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `The array "${name}" claims the shape (${shape.join(', ')}) and the type ${descr}, which do not go with its ${bytes} bytes. Save it again.`,
  );
}
