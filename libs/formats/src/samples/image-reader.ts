import type { NdArray } from 'ndarray';
import type { ImageKind } from '../image-header.ts';
import type { ImageChannel, ImagePlanes } from './image-planes.ts';

/** Samples of an image, in the type in which the file stores them. */
export type ImageNumbers =
  Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** What an image file says of itself before any sample is decoded. */
export interface ImageDescription {
  readonly kind: ImageKind | 'ome-zarr' | 'n5';
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Type of a sample as stored, such as `uint16`. */
  readonly dtype: string;
  /** Channels, focal planes and times of the whole file. */
  readonly planes: ImagePlanes;
  /** The channels of the chosen plane, transparency left out. */
  readonly channels: readonly ImageChannel[];
  readonly meaning: SampleMeaning;
}

/** What the samples of an image mean. */
export interface SampleMeaning {
  /** Whether the channels are the red, green and blue of one picture. */
  readonly colours: boolean;
  /** Bits of a sample: 12 bits come in 16. */
  readonly bitDepth: number;
  /** Whether 0 is the brightest value. */
  readonly whiteIsZero: boolean;
  /** Whether the samples are exactly those of the file: not for JPEG, nor for colours other than red, green and blue. */
  readonly exact: boolean;
}

/** Decoded samples of an image. */
export interface ImageSamples extends SampleMeaning {
  /**
   * Shape [height, width, channels], of any strides: as stored, nothing is stretched or scaled. A palette comes as its
   * colours, 64-bit integers as 64-bit floating point. Transparency is left out.
   */
  readonly samples: NdArray<ImageNumbers>;
  /** Of each channel of `samples`. */
  readonly channels: readonly ImageChannel[];
}

/** An image of which one plane was chosen, whose samples are not decoded yet. */
export interface ImageReader {
  readonly description: ImageDescription;
  /**
   * Decodes the plane.
   *
   * @param channel read alone, from 0; all channels together if left out
   * @throws FormatError if the file is damaged, SEVERAL_IMAGES if there is no such channel, TOO_LARGE if the channels
   *   have more than 512 MiB together, UNSUPPORTED for what is not decoded on this platform
   */
  readonly read: (channel?: number) => Promise<ImageSamples>;
}
