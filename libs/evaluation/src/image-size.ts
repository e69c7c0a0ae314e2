/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an array of rows and columns. */
export function sizeOfPixels({ shape: [height = 0, width = 0] }: { readonly shape: readonly number[] }): Size {
  return { width, height };
}

/** Whether two images have equally many pixels each way. */
export function isSameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

/** Says that a prediction has another size than the image or truth it belongs to, and how to fix it. */
export function predictionOfOtherSize(
  found: Size,
  expected: { readonly size: Size; readonly of: 'image' | 'truth' },
): string {
  const { size, of } = expected;
  const turned = found.width === size.height && found.height === size.width;
  const fix = turned
    ? 'Transpose it.'
    : 'Resize it with nearest-neighbour interpolation, or check that it belongs to this image.';
  return `The prediction is ${found.width}×${found.height} pixels (width × height), but the ${of} is ${size.width}×${size.height}. ${fix}`;
}
