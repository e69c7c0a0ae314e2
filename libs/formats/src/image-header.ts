/** The raster formats that are recognised by their first bytes. */
export type ImageKind = 'png' | 'tiff' | 'jpeg' | 'bmp' | 'gif' | 'webp';

/** How one sample of a pixel is stored. */
export type SampleFormat = 'uint' | 'int' | 'float';

/** What an image file says of itself before any pixel is decoded. */
export interface ImageHeader {
  readonly kind: ImageKind;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Samples per pixel: 1 grey or palette index, 2 with alpha, 3 colour, 4 colour with alpha; TIFF allows any number. */
  readonly channels: number;
  /** Bits per sample. */
  readonly bitDepth: number;
  readonly sampleFormat: SampleFormat;
  /** Whether the samples are indices into a colour table in the file. */
  readonly palette: boolean;
  /** Full-resolution images in the file. */
  readonly pages: number;
}
