import type { ByteSource } from '../bytes/byte-source.ts';
import { FormatError } from '../format-error.ts';
import type { SampleFormat } from '../image-header.ts';
import { declaredPlanes } from './tiff-declared.ts';
import { checkNotedShape } from './tiff-shape.ts';
import { MAX_XMP, turnedBy, xmpOrientation } from '../orientation.ts';
import { readDirectories, TiffTag, type TiffDirectory } from './tiff-directory.ts';

/** How the pixels of one page of a TIFF file are stored. */
export interface TiffPage {
  /** Number of its directory in the file, from 0, thumbnails and pyramid levels counted. */
  readonly index: number;
  readonly width: number;
  readonly height: number;
  /** Samples a pixel. */
  readonly channels: number;
  /** How many of the channels, at their end, are transparency. */
  readonly alphas: number;
  /** Bits a sample, the same for all channels. */
  readonly bitDepth: number;
  readonly sampleFormat: SampleFormat;
  readonly photometric: number;
  /** 1 when rows go down from the upper left corner; others ask viewers to turn the image. */
  readonly orientation: number;
  readonly compression: number;
  readonly predictor: number;
  /** True when each channel is stored by itself. */
  readonly planar: boolean;
  readonly littleEndian: boolean;
  /** True when the bits of each byte are stored lowest first. */
  readonly reversedBits: boolean;
  /** The strips or tiles, row by row. */
  readonly blocks: () => Promise<TiffBlocks>;
  /** The colours of a palette: all red, all green, then all blue, in 16 bits each. */
  readonly colourMap: () => Promise<readonly number[] | undefined>;
}

/** The strips or tiles that the pixels are cut into. */
export interface TiffBlocks {
  /** In pixels; a strip is as wide as the page. */
  readonly width: number;
  readonly height: number;
  /** A tile is padded to its full size, the last strip is not. */
  readonly tiled: boolean;
  /** Where each block begins, in bytes. */
  readonly offsets: readonly number[];
  /** Stored bytes of each block. */
  readonly byteCounts: readonly number[];
  /** The value that GDAL means where it leaves a block out; 0 if it says none. */
  readonly noData: string | undefined;
}

/** Bits of a directory that is not an image of its own: a smaller copy, and a mask of which pixels are valid. */
const NOT_AN_IMAGE = 1 | 4;
const SAMPLE_FORMATS: Readonly<Record<number, SampleFormat>> = { 1: 'uint', 2: 'int', 3: 'float', 4: 'uint' };

/**
 * Reads the pages of a TIFF file that are images of their own: thumbnails, pyramid levels and masks of valid pixels are
 * left out, planes that one directory declares are pages of their own.
 *
 * @throws FormatError TRUNCATED, CORRUPT or TOO_LARGE
 */
export async function tiffDirectories(source: ByteSource): Promise<TiffDirectory[]> {
  const all = await readDirectories(source);
  const full: TiffDirectory[] = [];
  for (const directory of all) {
    const kind = await directory.first(TiffTag.newSubfileType, 0);
    if ((kind & NOT_AN_IMAGE) === 0) full.push(directory);
  }
  const pages = full.length > 0 ? full : all.slice(0, 1);
  await checkNotedShape(pages);
  return (pages.length === 1 && (await declaredPlanes(pages[0]!))) || pages;
}

/**
 * Reads how the pixels of one page are stored.
 *
 * @throws FormatError CORRUPT if a needed entry is missing or makes no sense
 */
export async function readPage(directory: TiffDirectory): Promise<TiffPage> {
  const channels = await readChannels(directory);
  const extraSamples = (await directory.values(TiffTag.extraSamples)) ?? [];
  return {
    index: directory.index,
    width: await required(directory, TiffTag.imageWidth, 'ImageWidth'),
    height: await required(directory, TiffTag.imageLength, 'ImageLength'),
    channels,
    alphas: Math.min(channels - 1, extraSamples.filter(isAlpha).length),
    bitDepth: await readBitDepth(directory),
    sampleFormat: await readSampleFormat(directory),
    photometric: await directory.first(TiffTag.photometric, 1),
    orientation: await readOrientation(directory),
    compression: await directory.first(TiffTag.compression, 1),
    predictor: await directory.first(TiffTag.predictor, 1),
    planar: channels > 1 && (await directory.first(TiffTag.planarConfiguration, 1)) === 2,
    littleEndian: directory.littleEndian,
    reversedBits: (await directory.first(TiffTag.fillOrder, 1)) === 2,
    blocks: () => readBlocks(directory),
    colourMap: () => directory.values(TiffTag.colorMap),
  };
}

/** How the page is to be turned: by its own entry, or by its XMP. */
async function readOrientation(directory: TiffDirectory): Promise<number> {
  const xmp = await directory.bytes(TiffTag.xmp, MAX_XMP);
  return turnedBy([await directory.first(TiffTag.orientation, 1), xmp ? xmpOrientation(xmp) : 1]);
}

/** The number of samples of a pixel is stored in 16 bits, but a damaged file may claim another type. */
async function readChannels(directory: TiffDirectory): Promise<number> {
  const channels = await directory.first(TiffTag.samplesPerPixel, 1);
  if (channels >= 1 && channels <= MAX_CHANNELS) return channels;
  throw new FormatError('CORRUPT', `The TIFF claims ${channels} channels; 1 to ${MAX_CHANNELS} exist. Save it again.`);
}

const MAX_CHANNELS = 65_535;

/** Associated or unassociated alpha; 0 is unspecified, which in microscopy is a channel. */
function isAlpha(extraSample: number): boolean {
  return extraSample === 1 || extraSample === 2;
}

async function readBitDepth(directory: TiffDirectory): Promise<number> {
  const depths = (await directory.values(TiffTag.bitsPerSample)) ?? [1];
  const depth = depths[0] ?? 1;
  if (depths.some((other) => other !== depth)) {
    throw new FormatError(
      'UNSUPPORTED',
      `The TIFF's channels have ${depths.join(', ')} bits. Save all with one depth.`,
    );
  }
  if (depth < 1 || depth > 64)
    throw new FormatError('CORRUPT', `The TIFF claims ${depth} bits a sample; 1 to 64 exist.`);
  return depth;
}

async function readSampleFormat(directory: TiffDirectory): Promise<SampleFormat> {
  const code = await directory.first(TiffTag.sampleFormat, 1);
  const format = SAMPLE_FORMATS[code];
  if (!format) {
    throw new FormatError('UNSUPPORTED', `The TIFF's sample format is ${code} (complex). Save whole numbers.`);
  }
  return format;
}

async function readBlocks(directory: TiffDirectory): Promise<TiffBlocks> {
  const width = await directory.first(TiffTag.tileWidth, 0);
  const noData = await directory.text(TiffTag.gdalNoData);
  if (width > 0) {
    return {
      noData,
      width,
      height: await required(directory, TiffTag.tileLength, 'TileLength'),
      tiled: true,
      offsets: await list(directory, TiffTag.tileOffsets, 'TileOffsets'),
      byteCounts: await list(directory, TiffTag.tileByteCounts, 'TileByteCounts'),
    };
  }
  const pageHeight = await required(directory, TiffTag.imageLength, 'ImageLength');
  return {
    noData,
    width: await required(directory, TiffTag.imageWidth, 'ImageWidth'),
    // Writers put 2^32 − 1 or more than the height for "all in one strip".
    height: Math.min(pageHeight, Math.max(1, await directory.first(TiffTag.rowsPerStrip, pageHeight))),
    tiled: false,
    offsets: await list(directory, TiffTag.stripOffsets, 'StripOffsets'),
    byteCounts: await list(directory, TiffTag.stripByteCounts, 'StripByteCounts'),
  };
}

async function required(directory: TiffDirectory, tag: number, name: string): Promise<number> {
  return (await list(directory, tag, name))[0] ?? 0;
}

async function list(directory: TiffDirectory, tag: number, name: string): Promise<readonly number[]> {
  const values = await directory.values(tag);
  if (!values) throw new FormatError('CORRUPT', `The TIFF has no ${name} (entry ${tag}). Save the image again.`);
  return values;
}
