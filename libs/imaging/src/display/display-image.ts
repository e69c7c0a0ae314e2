/** An image for people to look at: 8 bits per sample, grey or colour. */
export interface DisplayImage {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  readonly channels: 1 | 3;
  /** Row by row, channels interleaved. */
  readonly data: Uint8Array;
}
