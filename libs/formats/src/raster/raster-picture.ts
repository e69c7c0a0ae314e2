/** A decoded picture of a format that keeps colours or the indices of a palette. */
export interface RasterPicture {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Indices of a palette, row by row; undefined where pixels are colours. */
  readonly indices?: Uint8Array;
  /** Red, green and blue of each index. */
  readonly palette?: Uint8Array;
  /** Red, green and blue of each pixel, row by row; undefined where there is a palette. */
  readonly colours?: Uint8Array;
}

/** Whether all colours of a palette are grey. */
export function isGreyPalette(palette: Uint8Array): boolean {
  for (let i = 0; i + 2 < palette.length; i += 3)
    if (palette[i] !== palette[i + 1] || palette[i] !== palette[i + 2]) return false;
  return true;
}
