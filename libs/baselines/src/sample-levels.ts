import type { CellSamples } from './baseline.ts';

/** Which samples are black and which are white, in the unit of the samples. */
export interface SampleLevels {
  readonly black: number;
  readonly white: number;
  /** What stands for samples that are not finite numbers. */
  readonly median: number;
}

/** Parts of the samples that lie below the black and the white level. */
const BLACK = 0.005;
const WHITE = 0.998;

/** Samples that are looked at, about: plenty for three figures. */
const MOST_SAMPLES = 65_536;

/**
 * Levels of planes of shape [height, width] together: the 0.5th and the 99.8th percentile of brightness, so that a few
 * hot or dead pixels do not decide, or the darkest and the brightest sample where nearly all are equal. Of large
 * planes, evenly distributed pixels are looked at.
 *
 * @param whiteIsZero whether the least sample is the brightest
 */
export function sampleLevels(planes: readonly CellSamples[], whiteIsZero = false): SampleLevels {
  const sorted = finiteSamples(planes).sort();
  const last = sorted.length - 1;
  const at = (part: number) => {
    const rank = Math.round(part * last);
    return sorted[whiteIsZero ? last - rank : rank] ?? 0;
  };
  const levels = { black: at(BLACK), white: at(WHITE), median: at(0.5) };
  return levels.black === levels.white ? { ...levels, black: at(0), white: at(1) } : levels;
}

function finiteSamples(planes: readonly CellSamples[]): Float64Array {
  const [height = 0, width = 0] = planes[0]?.shape ?? [];
  // An odd step reaches all columns of an image of any even width.
  const step = Math.floor((width * height * planes.length) / MOST_SAMPLES) | 1;
  const picked = new Float64Array(Math.ceil((width * height) / step) * planes.length);
  let count = 0;
  for (const { data, stride, offset } of planes) {
    const [down = 0, right = 0] = stride;
    for (let pixel = 0; pixel < width * height; pixel += step) {
      const value = data[offset + Math.floor(pixel / width) * down + (pixel % width) * right]!;
      if (Number.isFinite(value)) picked[count++] = value;
    }
  }
  return picked.subarray(0, count);
}
