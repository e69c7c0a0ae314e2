import { Envelope } from './envelope.ts';
import type { GreyPlane, Mask } from './plane.ts';

/**
 * Exact Euclidean distance in pixels from every mask pixel to the nearest pixel outside the mask; 0 outside.
 *
 * Felzenszwalb and Huttenlocher, Distance Transforms of Sampled Functions, Theory of Computing 8, 2012:
 * linear in the number of pixels. Beyond the border of the image nothing is known, so it counts as inside:
 * a cell cut by the border keeps its depth there.
 *
 * @returns where the mask covers the whole image, width + height everywhere: more than any distance
 */
export function distanceTransform(mask: Mask): GreyPlane {
  const { width, height } = mask;
  const columns = columnDistances(mask);
  const distance = new Float32Array(columns.length);
  const envelope = new Envelope(width);
  for (let row = 0; row < height; row++) {
    const start = row * width;
    envelope.build(columns, start);
    envelope.read(distance.subarray(start, start + width));
  }
  const farthest = width + height;
  for (let i = 0; i < distance.length; i++) distance[i] = Math.min(farthest, Math.sqrt(distance[i]!));
  return { width, height, data: distance };
}

/** Distance to the nearest pixel outside the mask in the same column; width + height where there is none. */
function columnDistances({ width, height, data }: Mask): Float64Array {
  const farthest = width + height;
  const distances = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) {
    if (data[i] === 0) continue;
    distances[i] = i < width ? farthest : Math.min(farthest, distances[i - width]! + 1);
  }
  for (let i = width * (height - 1) - 1; i >= 0; i--) {
    distances[i] = Math.min(distances[i]!, distances[i + width]! + 1);
  }
  return distances;
}
