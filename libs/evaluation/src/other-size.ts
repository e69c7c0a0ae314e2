/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
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
