import { FormatError } from '../format-error.ts';

/** Deepest nesting that is read; coordinates of GeoJSON stand 6 deep. */
const MAX_DEPTH = 64;

/** Largest JSON file that is read, in bytes: the annotations of LIVECell have 250 MB. */
const MAX_BYTES = 384 * 1024 * 1024;

/** An object of a JSON file. Ask with {@link field}, so that names like `constructor` are not found by accident. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Parses a JSON file: UTF-8, with or without byte order mark.
 *
 * @throws FormatError CORRUPT if it is not JSON, TOO_LARGE beyond 384 MiB or 64 levels
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length > MAX_BYTES) {
    throw new FormatError(
      'TOO_LARGE',
      `The JSON file has ${bytes.length} bytes, but at most ${MAX_BYTES} are read. Split it.`,
    );
  }
  checkDepth(bytes);
  try {
    return parseText(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(
      'CORRUPT',
      `The file is not valid JSON in UTF-8 (${reason.slice(0, 120)}). Export it again.`,
      {
        cause,
      },
    );
  }
}

/** Python and QuPath write NaN and Infinity, which are no JSON, for measurements without a value: as such they are null. */
function parseText(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const plain = text.replace(
      /("(?:[^"\\]|\\.)*")|:\s*-?(?:NaN|Infinity)\b/g,
      (_part, quoted?: string) => quoted ?? ': null',
    );
    if (plain === text) throw error;
    return JSON.parse(plain) as unknown;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets outside strings, before the parser builds anything. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) {
      quoted = true;
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > MAX_DEPTH) {
        throw new FormatError(
          'TOO_LARGE',
          `The JSON file is nested deeper than ${MAX_DEPTH} levels, so it is not an annotation file.`,
        );
      }
    } else if (byte === 0x5d || byte === 0x7d) {
      depth--;
    }
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an object's own field; undefined when there is none. */
export function field(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * A list of objects in a field, or the values of an object with a key for each.
 *
 * @throws FormatError CORRUPT if it is anything else
 */
export function objectsOf(object: JsonObject, name: string): readonly JsonObject[] {
  const found = field(object, name);
  const list: unknown = isObject(found) ? Object.values(found) : found;
  if (Array.isArray(list) && list.every(isObject)) return list;
  throw new FormatError('CORRUPT', `The JSON file has no list of objects named "${name}".`);
}
