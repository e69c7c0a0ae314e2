import type { GreyPlane } from './plane.ts';

/** Boxes in succession; three already come within some hundredths of the Gaussian's peak. */
const BOXES = 3;

/**
 * Blurs with nearly a Gaussian; beyond the border the outermost pixel repeats. New plane, same unit.
 *
 * Three boxes follow each other, whose ends weigh a fraction so that the variance is exactly sigma²: Gwosdek,
 * Grewenig, Bruhn and Weickert, Theoretical Foundations of Gaussian Convolution by Extended Box Filtering,
 * SSVM 2011, section 3. The cost does not grow with sigma.
 *
 * @param sigma standard deviation in pixels, above 0
 */
export function gaussianBlur(plane: GreyPlane, sigma: number): GreyPlane {
  const boxes = new Boxes(sigma);
  return blurRowsTransposed(blurRowsTransposed(plane, boxes), boxes);
}

/** Blurs one row. */
class Boxes {
  /** Pixels that a row needs more at each end. */
  readonly margin: number;
  private readonly radius: number;
  private readonly end: number;
  private readonly scale: number;

  constructor(sigma: number) {
    const variance = (sigma * sigma) / BOXES;
    const radius = Math.floor(0.5 * Math.sqrt(12 * variance + 1) - 0.5);
    const inner = 2 * radius + 1;
    this.radius = radius;
    this.end = (inner * (radius * (radius + 1) - 3 * variance)) / (6 * (variance - (radius + 1) * (radius + 1)));
    this.scale = 1 / (inner + 2 * this.end);
    this.margin = BOXES * (radius + 1);
  }

  /** Reads `length` values and the margins from `padded` and leaves the blurred ones at the beginning of `scratch`. */
  blur(padded: Float64Array, scratch: Float64Array, length: number): void {
    const { radius, end, scale } = this;
    const inner = 2 * radius + 1;
    let source = padded;
    let target = scratch;
    for (let box = BOXES - 1; box >= 0; box--) {
      const count = length + 2 * box * (radius + 1);
      let sum = 0;
      for (let i = 1; i <= inner; i++) sum += source[i]!;
      for (let i = 0; i < count; i++) {
        const entering = source[i + inner + 1]!;
        target[i] = scale * (sum + end * (source[i]! + entering));
        sum += entering - source[i + 1]!;
      }
      // The number of boxes is odd, so the last target is the scratch row.
      [source, target] = [target, source];
    }
  }
}

/** Blurs the rows and swaps rows with columns, so that doing it twice blurs both ways and restores the order. */
function blurRowsTransposed({ width, height, data }: GreyPlane, boxes: Boxes): GreyPlane {
  const result = new Float32Array(data.length);
  const { margin } = boxes;
  const padded = new Float64Array(width + 2 * margin);
  const scratch = new Float64Array(width + 2 * margin);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    padded.fill(data[start]!, 0, margin);
    padded.set(data.subarray(start, start + width), margin);
    padded.fill(data[start + width - 1]!, margin + width);
    boxes.blur(padded, scratch, width);
    for (let column = 0; column < width; column++) result[column * height + row] = scratch[column]!;
  }
  return { width: height, height: width, data: result };
}
