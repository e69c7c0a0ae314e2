import { FormatError } from '../format-error.ts';
import type { SampleArray } from '../label-values.ts';
import { withSoundRange } from '../tiff/imagej-channels.ts';
import { readAllSamples, readSamples } from '../tiff/tiff-samples.ts';
import type { TiffPage } from '../tiff/tiff-page.ts';
import { UNNAMED } from './channels.ts';
import { interleaved, joinChannels, planar, toNumbers } from './image-numbers.ts';
import { checkIndex } from './image-planes.ts';
import type { ImageReader, ImageSamples, SampleMeaning } from './image-reader.ts';
import { decodePage, isPicture, type TiffPlane } from './tiff-plane.ts';

const WHITE_IS_ZERO = 0;

/** One channel of one page. */
interface Source {
  readonly page: TiffPage;
  readonly channel: number;
}

/** Reads pages whose samples are intensities: each channel by itself, however the file stores them. */
export function greyReader(plane: TiffPlane): ImageReader {
  const { pages, planes } = plane;
  const [first] = pages;
  const { width, height, bitDepth, sampleFormat } = first;
  for (const page of pages) if (page.width !== width || page.height !== height) throw differentSizes(first, page);
  const sources = pages.flatMap((page) =>
    Array.from({ length: page.channels - page.alphas }, (_, channel): Source => ({ page, channel })),
  );
  const channels = sources.map(({ page }, i) => withSoundRange(plane.named[i] ?? UNNAMED, page));
  const exact = !pages.some(isGreyPicture);
  const meaning: SampleMeaning = {
    colours: false,
    bitDepth,
    // A picture comes with black as 0.
    whiteIsZero: exact && first.photometric === WHITE_IS_ZERO && sampleFormat === 'uint',
    exact,
  };
  return {
    description: { kind: 'tiff', width, height, dtype: `${sampleFormat}${bitDepth}`, planes, channels, meaning },
    read: async (channel) => {
      if (channel === undefined) return { ...meaning, samples: await readAll(plane, sources), channels };
      const source = sources[checkIndex(channel, sources.length, 'channels')]!;
      const samples = planar(toNumbers(await readOne(plane, source)), first, 1);
      return { ...meaning, samples, channels: [channels[channel] ?? UNNAMED] };
    },
  };
}

async function readAll(plane: TiffPlane, sources: readonly Source[]): Promise<ImageSamples['samples']> {
  const [page, another] = plane.pages;
  if (another || page.channels === 1) {
    return joinChannels(
      sources.map((source) => () => readOne(plane, source)),
      page,
    );
  }
  const pixels = await readAllSamples({ source: plane.source, page }, plane.platform);
  const samples = toNumbers(pixels.samples);
  const kept = sources.length;
  return pixels.interleaved ? interleaved(samples, page, { stored: page.channels, kept }) : planar(samples, page, kept);
}

async function readOne(plane: TiffPlane, { page, channel }: Source): Promise<SampleArray> {
  if (isGreyPicture(page)) return (await decodePage(plane, page, false)).data;
  return readSamples({ source: plane.source, page, channel }, plane.platform);
}

function isGreyPicture(page: TiffPage): boolean {
  return page.channels === 1 && isPicture(page);
}

function differentSizes(first: TiffPage, other: TiffPage): FormatError {
  return new FormatError(
    'CORRUPT',
    `The TIFF's channels have ${first.width}×${first.height} and ${other.width}×${other.height} pixels. Save them with one size.`,
  );
}
