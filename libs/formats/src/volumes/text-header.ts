import { FormatError } from '../format-error.ts';

/** Types of samples by their names in a format. */
export type TypeNames = readonly (readonly [names: readonly string[], type: string])[];

/** Longest header. */
const MAX_HEADER = 65_536;

/** A header of lines, and where the samples begin behind it. */
interface TextHeader {
  readonly text: string;
  /** Undefined if the end of the header is not there. */
  readonly start: number | undefined;
}

/**
 * Cuts the header off a file that begins with lines of text.
 *
 * @param end the last of the header
 */
export function cutHeader(bytes: Uint8Array, end: RegExp): TextHeader {
  const text = latin1(bytes.subarray(0, MAX_HEADER));
  const found = end.exec(text);
  if (!found) return { text, start: undefined };
  const start = found.index + found[0].length;
  return { text: text.slice(0, start), start };
}

/**
 * The type of samples, without their byte order.
 *
 * @throws FormatError UNSUPPORTED for one that holds no ids
 */
export function typeOf(
  types: TypeNames,
  { format, name }: { readonly format: string; readonly name: string | undefined },
): string {
  const type = types.find(([names]) => names.includes(name?.toLowerCase() ?? ''))?.[1];
  if (type !== undefined) return type;
  throw new FormatError(
    'UNSUPPORTED',
    `The ${format} file has samples of type ${name?.slice(0, 40) ?? 'none'}, which hold no ids. Save it as uint16.`,
  );
}

/** What a header says of its axes. */
interface Axes {
  readonly format: string;
  readonly sizes: string | undefined;
  readonly dimension: string | undefined;
}

/**
 * The length of each axis.
 *
 * @throws FormatError CORRUPT if there are more or fewer than the header says
 */
export function sizesOf({ format, sizes = '', dimension }: Axes): number[] {
  const words = sizes.split(/\s+/).filter((word) => word !== '');
  if (dimension !== undefined && Number(dimension) !== words.length)
    throw new FormatError(
      'CORRUPT',
      `The ${format} file has ${dimension.slice(0, 40)} axes, but the sizes "${sizes.slice(0, 80)}". Save it again.`,
    );
  return words.map((word) => (/^\d{1,9}$/.test(word) ? Number(word) : NaN));
}

/** The error for a header whose samples lie elsewhere. */
export function elsewhere(format: string): FormatError {
  return new FormatError('UNSUPPORTED', `The ${format} file keeps its samples in another file. Save both as one file.`);
}

/** Bytes as text, a character for each. */
export function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
