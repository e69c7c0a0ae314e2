import type { DemoImage, DemoKind, DemoTags, Difficulty, Rendering, Sitting } from './demo-image.ts';
import { paintFluorescence } from './fluorescence/paint.ts';
import { paintHistology } from './histology/paint.ts';
import { regionOf, type Region } from './histology/tissue.ts';
import { paintPhaseContrast } from './phase-contrast/paint.ts';
import { Random } from './random.ts';

/** Images of each kind. */
const PER_KIND = 16;

interface Studio {
  readonly kind: DemoKind;
  readonly channels: 1 | 3;
  readonly tags: (index: number) => DemoTags;
  readonly paint: (sitting: Sitting) => Rendering;
}

const TISSUES: Record<Region, string> = {
  stroma: 'connective tissue',
  glands: 'glandular epithelium',
  infiltrate: 'lymphoid tissue',
  tumour: 'tumour',
};

const STUDIOS: readonly Studio[] = [
  {
    kind: 'fluorescence',
    channels: 1,
    tags: () => ({
      cellType: 'not stated',
      modality: 'fluorescence',
      stain: 'DAPI',
      tissue: null,
      pixelSizeUm: 0.5,
    }),
    paint: paintFluorescence,
  },
  {
    kind: 'phase-contrast',
    channels: 1,
    tags: () => ({
      cellType: 'adherent cell',
      modality: 'phase contrast',
      stain: null,
      tissue: null,
      pixelSizeUm: 0.6,
    }),
    paint: paintPhaseContrast,
  },
  {
    kind: 'histology',
    channels: 3,
    tags: (index) => ({
      cellType: 'not stated',
      modality: 'brightfield',
      stain: 'H&E',
      tissue: TISSUES[regionOf(index)],
      pixelSizeUm: 0.4,
    }),
    paint: paintHistology,
  },
];

/** Sides in pixels, taken in turns. */
const SIDES = [512, 512, 448, 512, 480, 416, 512, 400] as const;

/**
 * All demo images: 48 synthetic images, 16 of each kind, in each kind from easy to hard.
 *
 * Nothing is drawn until {@link DemoImage.render} is called. Names, order and pixels never change with the machine.
 */
export function demoImages(): readonly DemoImage[] {
  return STUDIOS.flatMap((studio) => Array.from({ length: PER_KIND }, (_, index) => demoImage(studio, index)));
}

function demoImage({ kind, channels, tags, paint }: Studio, index: number): DemoImage {
  const name = `${kind}-${String(index + 1).padStart(2, '0')}`;
  const width = SIDES[index % SIDES.length]!;
  const height = SIDES[(3 * index + 1) % SIDES.length]!;
  const difficulty = difficultyOf(index, new Random(`difficulty ${name}`));
  const sitting: Sitting = { seed: `cellboard demo ${name}`, index, width, height, difficulty };
  return { kind, name, width, height, channels, tags: tags(index), difficulty, render: () => paint(sitting) };
}

/** Rises with the index, each part by itself a little up or down, so that no two images are hard in the same way. */
function difficultyOf(index: number, random: Random): Difficulty {
  const level = index / (PER_KIND - 1);
  const around = (): number => Math.min(1, Math.max(0, level + random.between(-0.25, 0.25)));
  return { density: around(), defocus: around(), noise: around() };
}
