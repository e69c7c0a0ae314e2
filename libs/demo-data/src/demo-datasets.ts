import type { DemoDataset } from './demo-image.ts';
import { demoImages } from './demo-images.ts';

const images = demoImages();

/**
 * The demo's datasets, one for each kind of microscopy, with 16 images each.
 *
 * Names, order and pixels never change with the machine. Nothing is drawn until an image is asked for.
 */
export const demoDatasets: readonly DemoDataset[] = [
  {
    slug: 'demo-fluorescence',
    name: 'Demo: fluorescent nuclei',
    description:
      'Bright nuclei on a dark ground, some touching, with uneven light, noise and defocus. Drawn by software.',
    object: 'nucleus',
    images: images.filter(({ kind }) => kind === 'fluorescence'),
  },
  {
    slug: 'demo-phase-contrast',
    name: 'Demo: cells in phase contrast',
    description: 'Adherent cells with bright halos on a grey ground. Drawn by software.',
    object: 'cell',
    images: images.filter(({ kind }) => kind === 'phase-contrast'),
  },
  {
    slug: 'demo-histology',
    name: 'Demo: nuclei in stained tissue',
    description: 'Nuclei stained with haematoxylin in pink tissue, as after H&E. Drawn by software.',
    object: 'nucleus',
    images: images.filter(({ kind }) => kind === 'histology'),
  },
];
