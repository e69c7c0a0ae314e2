import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { checkSize } from '../limits.ts';
import { nodePlatform } from '../node-platform.ts';
import { decodeRaw, type RawImage } from '../sharp.ts';
import { readPage, tiffDirectories, type TiffPage } from '../tiff/tiff-page.ts';
import { tiffPlanes } from '../tiff/tiff-planes.ts';
import { readSamples } from '../tiff/tiff-samples.ts';
import { showChannels, type ShownChannel } from './composite.ts';
import type { DisplayImage } from './display-image.ts';
import { checkIndex, pickChannel, type ImageChoice, type ImagePlanes } from './image-planes.ts';
import { stretch } from './stretch.ts';

/** Grey images, black or white being zero; all others are colours. */
const GREY = [0, 1];
const RGB = 2;
const PALETTE = 3;

/** The planes of a TIFF file, see `readPlanes`. */
export function tiffImagePlanes(bytes: Uint8Array): ImagePlanes {
  const directories = tiffDirectories(bytes);
  const page = pageAt(directories, 0);
  const { channelPages, z, t } = tiffPlanes(directories, page.channels);
  return { channels: channelPages * (page.channels - page.alphas), z, t };
}

/** Shows a TIFF file, see `decodeImage`. */
export async function showTiff(bytes: Uint8Array, choice: ImageChoice): Promise<DisplayImage> {
  const directories = tiffDirectories(bytes);
  const { indices, colours } = chosenPages(directories, choice);
  const pages = indices.map((index) => pageAt(directories, index));
  const [page] = pages as [TiffPage];
  const { width, height } = page;
  if (!GREY.includes(page.photometric)) {
    const channel = checkIndex(choice.channel ?? 0, page.channels * indices.length, 'channels');
    const index = indices[Math.floor(channel / page.channels)]!;
    const image = await decodeColours(bytes, { page: pageAt(directories, index), index });
    return stretch(choice.channel === undefined ? image : pickChannel(image, channel % page.channels));
  }
  const channels = pages.flatMap((each, i) => {
    if (each.width !== width || each.height !== height) throw differentSizes(page, each);
    return Array.from({ length: each.channels - each.alphas }, (_, channel): ShownChannel => {
      const index = indices[i]!;
      return { samples: () => decodeGrey(bytes, { page: each, index, channel }), colour: colours[i] };
    });
  });
  const { channel } = choice;
  const shown = channel === undefined ? channels : [channels[checkIndex(channel, channels.length, 'channels')]!];
  return showChannels(shown, { width, height });
}

type Directories = ReturnType<typeof tiffDirectories>;

/** The pages whose channels are shown together. */
function chosenPages(directories: Directories, { page, z = 0, t = 0 }: ImageChoice) {
  if (page !== undefined) return { indices: [page], colours: [] };
  const planes = tiffPlanes(directories, pageAt(directories, 0).channels);
  checkIndex(z, planes.z, 'focal planes');
  checkIndex(t, planes.t, 'times');
  return {
    indices: Array.from({ length: planes.channelPages }, (_, c) => planes.page(c, z, t)),
    colours: planes.colours,
  };
}

function pageAt(directories: Directories, index: number): TiffPage {
  const directory = directories[index];
  if (!directory) {
    throw new FormatError('SEVERAL_IMAGES', `The TIFF has ${directories.length} pages, so there is no page ${index}.`);
  }
  const page = readPage(directory);
  checkSize(page.width, page.height);
  return page;
}

function differentSizes(first: TiffPage, other: TiffPage): FormatError {
  return new FormatError(
    'CORRUPT',
    `The TIFF's channels have ${first.width}×${first.height} and ${other.width}×${other.height} pixels. Save them with one size.`,
  );
}

interface Source {
  readonly page: TiffPage;
  /** Number of the page. */
  readonly index: number;
}

/** Libvips knows more kinds of compression and turns white-is-zero round; what it would take for colours of a fixed range is read as numbers. */
async function decodeGrey(
  bytes: Uint8Array,
  { page, index, channel }: Source & { channel: number },
): Promise<SampleArray> {
  if (page.channels > 1 || isScientific(page)) return readSamples({ bytes, page, channel }, nodePlatform);
  const { data } = await decodeRaw(
    bytes,
    page.bitDepth > 8
      ? { space: 'grey16', depth: 'ushort', page: index }
      : { space: 'b-w', depth: 'uchar', page: index },
  );
  return data;
}

function decodeColours(bytes: Uint8Array, { page, index }: Source): RawImage | Promise<RawImage> {
  const palette = page.photometric === PALETTE;
  if (!palette && (page.channels > 4 || isScientific(page))) return readNumbers(bytes, page);
  return decodeRaw(
    bytes,
    page.bitDepth > 8
      ? { space: 'rgb16', depth: 'ushort', page: index }
      : { space: 'srgb', depth: 'uchar', page: index },
  );
}

/** Libvips refuses such samples, or takes them for colours of a fixed range; they are read as numbers instead. */
function isScientific({ bitDepth, sampleFormat }: TiffPage): boolean {
  return sampleFormat !== 'uint' || ![1, 8, 16].includes(bitDepth);
}

/** The three colours of a colour image, else the first channel. */
function readNumbers(bytes: Uint8Array, page: TiffPage): RawImage {
  const { width, height } = page;
  const channels = page.photometric === RGB && page.channels >= 3 ? 3 : 1;
  const data = new Float32Array(width * height * channels);
  for (let channel = 0; channel < channels; channel++) {
    const samples = readSamples({ bytes, page, channel }, nodePlatform);
    for (let i = 0; i < samples.length; i++) data[i * channels + channel] = Number(samples[i]);
  }
  return { data, width, height, channels };
}
