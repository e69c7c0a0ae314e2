/** What the OME-XML of a file says of its planes (OME-TIFF specification, 2016-06). */
export interface OmePixels {
  /** The axes beyond x and y, that which varies fastest first, such as `CZT`. */
  readonly order: string;
  /** Samples of all channels together. */
  readonly sizeC: number;
  readonly sizeZ: number;
  readonly sizeT: number;
  /** Where the planes lie, as far as the file says it. */
  readonly data: readonly OmePlanes[];
  /** What the file says of each channel. */
  readonly channels: readonly OmeChannel[];
}

/** What OME-XML says of a channel. */
export interface OmeChannel {
  readonly name: string | undefined;
  /** As it stands in the file, red in the highest byte. */
  readonly colour: number | undefined;
}

/** Planes that follow each other, in pages that follow each other. */
export interface OmePlanes {
  readonly page: number;
  readonly c: number;
  readonly z: number;
  readonly t: number;
  /** Number of planes; undefined for "all the rest". */
  readonly count: number | undefined;
}

/** Beyond, no metadata is believed. */
const MAX_PLANES = 10_000;

/**
 * Reads the first `Pixels` element of OME-XML: attributes of three elements, as far as planes and channels need them.
 * It does not read XML in general, and no text with a document type.
 *
 * @returns undefined if the text is not OME-XML, or says nothing usable
 */
export function readOmePixels(xml: string): OmePixels | undefined {
  if (!/^\s*<\?xml|^\s*<(?:\w+:)?OME\b/.test(xml) || xml.includes('<!DOCTYPE')) return undefined;
  const text = withoutComments(xml);
  const pixels = elements(text, 'Pixels')[0];
  if (!pixels) return undefined;
  const next = text.indexOf('Pixels', pixels.end);
  const body = text.slice(pixels.end, next < 0 ? undefined : next);
  const dimensions = readDimensions(pixels.attributes);
  if (!dimensions) return undefined;
  return {
    ...dimensions,
    data: elements(body, 'TiffData').map(({ attributes }) => planes(attributes)),
    channels: elements(body, 'Channel').map(({ attributes }) => {
      const colour = attributes.get('Color');
      return {
        name: textOf(attributes.get('Name')),
        colour: colour !== undefined && /^-?\d{1,10}$/.test(colour) ? Number(colour) >>> 0 : undefined,
      };
    }),
  };
}

/** Longest name of a channel that is kept. */
const MAX_NAME = 200;

/** The five entities that XML has by itself. */
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A name without its entities; undefined where there is none. */
function textOf(name: string | undefined): string | undefined {
  const text = name
    ?.slice(0, MAX_NAME)
    .replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g, (all, ...found) => {
      const [named, decimal, hex] = found as (string | undefined)[];
      if (named !== undefined) return ENTITIES[named] ?? all;
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10_ffff ? String.fromCodePoint(code) : all;
    });
  return text === '' ? undefined : text;
}

function readDimensions(attributes: ReadonlyMap<string, string>) {
  const [, order = ''] = /^XY([CZT]{3})$/.exec(attributes.get('DimensionOrder') ?? '') ?? [];
  const [sizeC = 0, sizeZ = 0, sizeT = 0] = ['SizeC', 'SizeZ', 'SizeT'].map((name) => whole(attributes.get(name)));
  const planes = sizeC * sizeZ * sizeT;
  return new Set(order).size === 3 && planes > 0 && planes <= MAX_PLANES ? { order, sizeC, sizeZ, sizeT } : undefined;
}

function planes(attributes: ReadonlyMap<string, string>): OmePlanes {
  const first = (name: string) => whole(attributes.get(name)) ?? 0;
  const count = whole(attributes.get('PlaneCount'));
  return {
    page: first('IFD'),
    c: first('FirstC'),
    z: first('FirstZ'),
    t: first('FirstT'),
    count: count ?? (attributes.has('IFD') ? 1 : undefined),
  };
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}

function withoutComments(xml: string): string {
  const parts: string[] = [];
  for (let at = 0; ;) {
    const start = xml.indexOf('<!--', at);
    if (start < 0) return parts.join('') + xml.slice(at);
    parts.push(xml.slice(at, start));
    const end = xml.indexOf('-->', start + 4);
    if (end < 0) return parts.join('');
    at = end + 3;
  }
}

interface Element {
  readonly attributes: ReadonlyMap<string, string>;
  /** Where the start tag ends. */
  readonly end: number;
}

/** The start tags of a name, whatever their prefix, with their attributes. */
function elements(xml: string, name: string): Element[] {
  // Each alternative begins with another character, so that no text takes more than one pass.
  const tag = new RegExp(`<(?:\\w{1,20}:)?${name}(\\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*|/?)>`, 'g');
  return Array.from(xml.matchAll(tag), (match) => {
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single] of (match[1] ?? '').matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
      attributes.set(key, double ?? single ?? '');
    }
    return { attributes, end: match.index + match[0].length };
  });
}
