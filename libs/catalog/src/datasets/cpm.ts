import type { CatalogDataset } from './catalog-dataset.ts';
import { mixedNuclei, stainedNuclei } from './stained-nuclei.ts';

/** Both challenges are described in one paper. */
const paper = {
  licence: 'not stated',
  redistributable: false,
  sourceUrl: 'https://doi.org/10.3389/fbioe.2019.00053',
  citation:
    'Vu Q. D. et al. Methods for segmentation and classification of digital microscopy tissue images. Frontiers in Bioengineering and Biotechnology 7, 53 (2019). https://doi.org/10.3389/fbioe.2019.00053',
} as const;

const drive = 'https://drive.google.com/drive/folders/1l55cv3DuY-f7-JotDN7N5nbNnjbLWchK';

export const cpm15: CatalogDataset = {
  ...paper,
  slug: 'cpm-15',
  name: 'CPM-15',
  object: 'nucleus',
  source: 'cpm-15',
  description:
    'Nuclei in tissue of tumours, cut from slides of The Cancer Genome Atlas: the training images of the challenge Computational Precision Medicine of 2015.',
  layout: 'cpm-15',
  facts: {
    ...stainedNuclei,
    year: 2015,
    paperUrl: 'https://doi.org/10.3389/fbioe.2019.00053',
    tissues: [],
    images: 15,
    cells: 2905,
    imageSizes: '400×400 and 600×1000',
    pixelSizes: '20× (images 1 to 7) and 40× (8 to 15)',
    split: null,
    access: 'open',
    steps: [
      `Open the folder of the authors of HoVer-Net: ${drive}`,
      'Download its folder cpm15, which holds "Images" and "Labels". The archive of the challenge itself, with image01.png and image01_mask.txt, is read too.',
    ],
    commands: ['npx cellboard import cpm-15 cpm15/'],
    notes: [
      'It mixes two magnifications. Their pixel sizes, 0.5 and 0.25 µm, are the usual ones; they are tagged only where images have the names of the list of the challenge, such as image01.',
      'Its patients are not known, so every image counts as independent.',
      mixedNuclei,
    ],
    sources: [
      'https://doi.org/10.3389/fbioe.2019.00053',
      'https://github.com/vqdang/hover_net',
      'https://github.com/pengyzhang/cell_seg_matlab',
    ],
  },
};

export const cpm17: CatalogDataset = {
  ...paper,
  slug: 'cpm-17',
  name: 'CPM-17',
  object: 'nucleus',
  source: 'cpm-17',
  description:
    'Nuclei in tissue of four kinds of tumours, cut from slides of The Cancer Genome Atlas: the challenge Computational Precision Medicine of 2017.',
  layout: 'cpm-17',
  facts: {
    ...stainedNuclei,
    year: 2017,
    paperUrl: 'https://doi.org/10.3389/fbioe.2019.00053',
    tissues: [],
    images: null,
    cells: 7570,
    imageSizes: 'vary, from 500×500 to 600×600',
    pixelSizes: '20× and 40×; which image has which is not stated',
    split: '32 images for training, and a test set',
    access: 'open',
    steps: [
      `Open the folder of the authors of HoVer-Net: ${drive}`,
      'Download its folder cpm17. It holds train and test, each with "Images" and "Labels".',
    ],
    commands: [
      'npx cellboard import cpm-17 cpm17/',
      'npx cellboard import cpm-17 cpm17/ --part test --dataset cpm-17-test',
      'npx cellboard import cpm-17 cpm17/ --part train --dataset cpm-17-train',
    ],
    notes: [
      'How many test images there are (32), and whether the count of nuclei includes them, is not confirmed.',
      'It mixes two magnifications, so sizes in pixels cannot be compared between its images.',
      'Its patients are not known, so every image counts as independent.',
      'Import either the whole dataset or its parts: each import is a dataset of its own on the board.',
      mixedNuclei,
    ],
    sources: ['https://doi.org/10.3389/fbioe.2019.00053', 'https://github.com/vqdang/hover_net'],
  },
};
