import type { GreyPlane } from './plane.ts';

/** The kernel ends at this many standard deviations; beyond lies 0.3 % of its weight. */
const REACH = 3;

/** From this standard deviation on, in pixels, boxes replace the kernel: their cost does not grow with it. */
const BOXES_FROM = 2;

/** Boxes in succession; three already come within 3 % of the Gaussian's peak. */
const BOXES = 3;

/**
 * Blurs with a Gaussian; beyond the border the outermost pixel repeats. New plane, same unit.
 *
 * Below {@link BOXES_FROM} pixels the kernel is sampled. Above, three extended boxes follow each other,
 * whose ends weigh a fraction so that the variance is exactly sigma²: Gwosdek, Grewenig, Bruhn and Weickert,
 * Theoretical Foundations of Gaussian Convolution by Extended Box Filtering, SSVM 2011, section 3.
 *
 * @param sigma standard deviation in pixels, above 0
 */
export function gaussianBlur(plane: GreyPlane, sigma: number): GreyPlane {
  const line = sigma < BOXES_FROM ? kernelLine(sigma) : boxesLine(sigma);
  return blurRowsTransposed(blurRowsTransposed(plane, line), line);
}

/** How one row is blurred: `blur` reads `length + 2 × margin` padded values and leaves the first `length` blurred. */
interface Line {
  readonly margin: number;
  readonly blur: (padded: Float64Array, scratch: Float64Array, length: number) => void;
}

function kernelLine(sigma: number): Line {
  const radius = Math.ceil(REACH * sigma);
  const kernel = Float64Array.from({ length: radius + 1 }, (_, x) => Math.exp((-x * x) / (2 * sigma * sigma)));
  const sum = 2 * kernel.reduce((total, weight) => total + weight) - kernel[0]!;
  for (let x = 0; x <= radius; x++) kernel[x]! /= sum;

  return {
    margin: radius,
    blur(padded, scratch, length) {
      for (let i = 0; i < length; i++) {
        const centre = i + radius;
        let value = kernel[0]! * padded[centre]!;
        for (let x = 1; x <= radius; x++) value += kernel[x]! * (padded[centre - x]! + padded[centre + x]!);
        scratch[i] = value;
      }
      padded.set(scratch.subarray(0, length));
    },
  };
}

function boxesLine(sigma: number): Line {
  const variance = (sigma * sigma) / BOXES;
  const radius = Math.floor(0.5 * Math.sqrt(12 * variance + 1) - 0.5);
  const inner = 2 * radius + 1;
  const end = (inner * (radius * (radius + 1) - 3 * variance)) / (6 * (variance - (radius + 1) * (radius + 1)));
  const scale = 1 / (inner + 2 * end);

  return {
    margin: BOXES * (radius + 1),
    blur(padded, scratch, length) {
      let source = padded;
      let target = scratch;
      for (let box = BOXES - 1; box >= 0; box--) {
        const count = length + 2 * box * (radius + 1);
        let sum = 0;
        for (let i = 1; i <= inner; i++) sum += source[i]!;
        for (let i = 0; i < count; i++) {
          const leaving = source[i + 1]!;
          const entering = source[i + inner + 1]!;
          target[i] = scale * (sum + end * (source[i]! + entering));
          sum += entering - leaving;
        }
        [source, target] = [target, source];
      }
      // An odd number of boxes ends in the scratch line.
      padded.set(scratch.subarray(0, length));
    },
  };
}

/** Blurs the rows and swaps rows with columns, so that doing it twice blurs both ways and restores the order. */
function blurRowsTransposed({ width, height, data }: GreyPlane, { margin, blur }: Line): GreyPlane {
  const result = new Float32Array(data.length);
  const padded = new Float64Array(width + 2 * margin);
  const scratch = new Float64Array(width + 2 * margin);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    padded.fill(data[start]!, 0, margin);
    padded.set(data.subarray(start, start + width), margin);
    padded.fill(data[start + width - 1]!, margin + width);
    blur(padded, scratch, width);
    for (let column = 0; column < width; column++) result[column * height + row] = padded[column]!;
  }
  return { width: height, height: width, data: result };
}
