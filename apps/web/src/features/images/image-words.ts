import type { Image } from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';
import { figure } from '../../ui/measure-words.ts';

/** How many cells the truth of an image outlines, in words. */
export function cellsLine({ cellCount, object }: Pick<Image, 'cellCount' | 'object'>): string {
  if (cellCount === null) return 'no truth';
  return object === 'nucleus' ? counted(cellCount, 'nucleus', 'nuclei') : counted(cellCount, 'cell', 'cells');
}

/** What stands in a tag of which nothing is known. */
const notStated = 'not stated';

/** What is known of the kind of an image, without what nobody has stated. */
export function kindOf({ cellType, modality, stain, tissue }: Image): string[] {
  return [cellType, tissue, modality, stain].flatMap((word) => (word === null || word === notStated ? [] : [word]));
}

/** What was measured of an image, each figure with its name; without what is not defined for it. */
export function measureRows({ measures }: Pick<Image, 'measures'>): Row[] {
  if (!measures) return [];
  const { diameterPx, diameterUm, density, covered, contrast, sharpness, intensities } = measures;
  const micro = diameterUm === null ? '' : ` (${figure(diameterUm)} µm)`;
  return [
    row('Median cell diameter', diameterPx, (value) => `${figure(value)} px${micro}`),
    row('Density', density, (value) => `${figure(value)} per megapixel`),
    row('Covered by cells', covered, (value) => `${figure(value * 100)} %`),
    row('Contrast', contrast, figure),
    row('Sharpness', sharpness, figure),
    ...intensities.map(({ p1, p50, p99 }, i): Row => {
      const name = intensities.length === 1 ? 'Intensity' : `Intensity, channel ${String(i + 1)}`;
      return [name, `median ${figure(p50)}, 98 % from ${figure(p1)} to ${figure(p99)}`];
    }),
  ].filter((one) => one !== null);
}

/** What the measures mean whose names do not say it, a line each; of those that an image has. */
export function measureNotes({ measures }: Pick<Image, 'measures'>): string[] {
  return [
    measures && measures.contrast !== null
      ? 'Contrast: how far the brightest pixels stand out from the darkest, from 0 for an even image to 1.'
      : [],
    measures && measures.sharpness !== null
      ? 'Sharpness: how much neighbouring pixels differ, near 0 where the image is blurred, about 20 for noise, at most 64.'
      : [],
  ].flat();
}

/** A figure and its name. */
type Row = readonly [name: string, words: string];

function row(name: string, value: number | null, words: (value: number) => string): Row | null {
  return value === null ? null : [name, words(value)];
}
