import { readPart } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import { takeForArray, type NumpyArray, type NumpyLayout } from './array.ts';
import { isNpy, NPY_START, npyHeaderRange, parseNpyHeader } from './npy-header.ts';
import { checkFrames, MAX_TABLE, toRows, type ClosableSource, type OpenedArray } from './npz-file.ts';
import type { TableValue } from './pickle.ts';
import { toRowOrder } from './row-order.ts';

/** A part of so many bytes may lie in a block that the source keeps, so it is copied. */
const SMALL = 2 ** 20;

/**
 * A .npy file of which any frame is read by its place, so that memory holds one, whatever the size of the file. Close it
 * when done: that closes its source.
 */
export class NpyFile implements AsyncDisposable {
  /** Of the file, for messages. */
  readonly name: string;
  readonly layout: NumpyLayout;
  private readonly array: OpenedArray;
  /** Bytes before the first number. */
  private readonly start: number;
  private readonly source: ClosableSource;

  private constructor(file: { name: string; source: ClosableSource; array: OpenedArray; start: number }) {
    const { descr, shape, fortran } = file.array;
    this.name = file.name;
    this.layout = { descr, shape, fortran };
    this.array = file.array;
    this.start = file.start;
    this.source = file.source;
  }

  /**
   * Opens a .npy file; only its header is read.
   *
   * @throws FormatError for a file that is damaged or of another format; the source is closed then
   */
  static async open(source: ClosableSource, name: string): Promise<NpyFile> {
    try {
      const head = await readPart(source, 0, Math.min(NPY_START, source.byteLength));
      if (!isNpy(head)) throw new FormatError('CORRUPT', `${name} is not an NPY file. Save it again with numpy.save.`);
      const { from, to } = npyHeaderRange(head);
      if (to > source.byteLength)
        throw new FormatError(
          'TRUNCATED',
          `${name} claims a header of ${to - from} bytes, but has ${source.byteLength} bytes in all. Copy it again.`,
        );
      const layout = parseNpyHeader(await readPart(source, from, to));
      return new NpyFile({ name, source, array: { ...layout, dataBytes: source.byteLength - to }, start: to });
    } catch (error) {
      await source.close?.();
      throw error;
    }
  }

  /**
   * Number of frames along the first axis; the promised shape is held against the bytes of the file.
   *
   * @throws FormatError as the frames of an .npz file
   */
  count(): number {
    checkFrames(this.name, this.array);
    return this.array.shape[0] ?? 0;
  }

  /**
   * One frame along the first axis: an array of the other axes, the last index varying fastest. The promised shape is
   * held against the bytes of the file first.
   *
   * @param index from 0
   * @throws RangeError if there is no such frame
   * @throws FormatError as the frames of an .npz file
   */
  async frame(index: number): Promise<NumpyArray> {
    const { descr, shape, fortran } = this.array;
    const [count = 0, ...sides] = shape;
    const bytes = checkFrames(this.name, this.array);
    if (!(Number.isInteger(index) && index >= 0 && index < count))
      throw new RangeError(`${this.name} has ${count} frames, so there is no number ${index}.`);
    const from = this.start + index * bytes;
    return toRowOrder(takeForArray({ descr, shape: sides, fortran }, await this.read(from, from + bytes)));
  }

  /**
   * The whole array, of at most the size of an image.
   *
   * @throws FormatError if it holds no numbers, is damaged or too large
   */
  async whole(): Promise<NumpyArray> {
    const { descr, shape, fortran } = this.array;
    checkFrames(this.name, { ...this.array, shape: [1, ...shape], fortran: false });
    const bytes = await this.read(this.start, this.source.byteLength);
    return toRowOrder(takeForArray({ descr, shape, fortran }, bytes));
  }

  /**
   * The rows of a table: texts (one to a row), or objects, which are never rebuilt, see `readPickledRows`.
   *
   * @throws FormatError UNSAFE if a pickle wants to run something, UNSUPPORTED if the array is not a table
   */
  async rows(): Promise<TableValue[][]> {
    const { dataBytes } = this.array;
    if (dataBytes > MAX_TABLE)
      throw new FormatError(
        'TOO_LARGE',
        `The table ${this.name} has ${dataBytes} bytes, but at most ${MAX_TABLE} are read.`,
      );
    return toRows(this.name, this.array, await this.read(this.start, this.source.byteLength));
  }

  /** Closes the source. */
  async close(): Promise<void> {
    await this.source.close?.();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Bytes that nobody else holds. */
  private async read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = await readPart(this.source, from, to);
    const { buffer } = bytes;
    const whole = bytes.byteLength > SMALL && buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength;
    return whole ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
  }
}
