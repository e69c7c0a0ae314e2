import { OpenedArchive } from '../archive/opened-archive.ts';
import type { ArchiveLimits } from '../archive/read-archive.ts';
import { FormatError } from '../format-error.ts';
import { MAX_PIXELS } from '../limits.ts';
import { sizeOfNumber, takeForArray, type NumpyArray, type NumpyLayout } from './array.ts';
import { ByteStream } from './byte-stream.ts';
import { isNpy } from './npy.ts';
import { NPY_START, npyHeaderRange, parseNpyHeader } from './npy-header.ts';
import { isTextType, sizeOfText, textsOf } from './numpy-texts.ts';
import { readPickledRows, type TableValue } from './pickle.ts';
import { toRowOrder } from './row-order.ts';

/**
 * Since one frame is held at a time, only absurd numbers are refused; truths of few cells in 64 bits shrink as much as
 * anything can.
 */
const LIMITS: ArchiveLimits = { entries: 1000, fileBytes: 2 ** 40, totalBytes: 2 ** 42, ratio: Infinity };

/** Largest table of texts or objects that is read, in bytes. */
const MAX_TABLE = 64 * 2 ** 20;

/** Largest frame that is read, in bytes: the largest image in the widest type. */
const MAX_FRAME = MAX_PIXELS * 8;

interface OpenedArray extends NumpyLayout {
  /** Behind the header. */
  readonly data: ByteStream;
  readonly dataBytes: number;
}

/**
 * An .npz file on the disk whose arrays are read frame after frame, so that memory holds one, whatever the size of
 * the file. Several arrays may be read in turn. Close it when done.
 */
export class NpzFile implements Disposable {
  private readonly archive: OpenedArchive;

  private constructor(archive: OpenedArchive) {
    this.archive = archive;
  }

  /**
   * Opens an .npz file.
   *
   * @throws FormatError for an archive that is damaged or unsafe, or an error of the file system
   */
  static async open(path: string): Promise<NpzFile> {
    return new NpzFile(await OpenedArchive.open(path, LIMITS));
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
    await using stream = this.stream(name);
    const { descr, shape, fortran } = await this.openArray(name, stream);
    return { descr, shape, fortran };
  }

  /**
   * Hands out an array along its first axis: arrays of the other axes, the last index varying fastest. The promised
   * shape is held against the bytes before the first, and the checksum after the last has come.
   *
   * @throws FormatError if the array holds no numbers, has one axis or is damaged, if a frame is larger than an image
   *   may be, or if the first index varies fastest, so that the frames lie interleaved
   */
  async *frames(name: string): AsyncGenerator<NumpyArray> {
    await using stream = this.stream(name);
    const { descr, shape, fortran, data, dataBytes } = await this.openArray(name, stream);
    const [count = 0, ...sides] = shape;
    const frameBytes = sides.reduce((product, side) => product * side, sizeOfNumber(descr) ?? NaN);
    if (sides.length === 0 || Number.isNaN(frameBytes))
      throw new FormatError(
        'UNSUPPORTED',
        `The array "${name}" has the shape (${shape.join(', ')}) and the type ${descr}, but images of numbers were expected.`,
      );
    if (frameBytes === 0)
      throw new FormatError(
        'CORRUPT',
        `The array "${name}" of shape (${shape.join(', ')}) has empty frames. Save it anew.`,
      );
    if (frameBytes > MAX_FRAME)
      throw new FormatError(
        'TOO_LARGE',
        `A frame of the array "${name}" of shape (${shape.join(', ')}) has ${frameBytes} bytes, but at most ${MAX_FRAME} are read.`,
      );
    if (frameBytes * count !== dataBytes) throw lying(name, { descr, shape, fortran }, dataBytes);
    if (fortran && count > 1)
      throw new FormatError(
        'UNSUPPORTED',
        `The array "${name}" of shape (${shape.join(', ')}) is stored in Fortran order, so that its frames lie interleaved. ` +
          'Save it with numpy.ascontiguousarray.',
      );
    for (let i = 0; i < count; i++) {
      const bytes = await data.take(frameBytes);
      yield toRowOrder(takeForArray({ descr, shape: sides, fortran }, bytes));
    }
    await data.end();
  }

  /**
   * The rows of a table: texts (one to a row), or objects, which are never rebuilt, see `readPickledRows`.
   *
   * @throws FormatError UNSAFE if a pickle wants to run something, UNSUPPORTED if the array is no table
   */
  async rows(name: string): Promise<TableValue[][]> {
    await using stream = this.stream(name);
    const layout = await this.openArray(name, stream);
    const { descr, shape, data, dataBytes } = layout;
    if (dataBytes > MAX_TABLE)
      throw new FormatError(
        'TOO_LARGE',
        `The table "${name}" has ${dataBytes} bytes, but at most ${MAX_TABLE} are read.`,
      );
    const bytes = await data.take(dataBytes);
    await data.end();
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

  [Symbol.dispose](): void {
    this.archive[Symbol.dispose]();
  }

  private stream(name: string): ByteStream {
    return new ByteStream(this.archive.chunks(`${name}.npy`));
  }

  private async openArray(name: string, data: ByteStream): Promise<OpenedArray> {
    const start = await data.take(NPY_START);
    if (!isNpy(start)) throw new FormatError('CORRUPT', `"${name}.npy" in the archive is no NPY file. Save it anew.`);
    const { from, to } = npyHeaderRange(start);
    const rest = await data.take(Math.max(0, to - NPY_START)); // a damaged one may be shorter
    const header = new Uint8Array([...start.subarray(from), ...rest]);
    return { ...parseNpyHeader(header), data, dataBytes: this.archive.sizeOf(`${name}.npy`) - to };
  }
}

function lying(name: string, { descr, shape }: NumpyLayout, bytes: number): FormatError {
  return new FormatError(
    'CORRUPT',
    `The array "${name}" claims the shape (${shape.join(', ')}) and the type ${descr}, which do not go with its ${bytes} bytes. Save it anew.`,
  );
}
