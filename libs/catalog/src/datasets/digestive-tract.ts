import type { CatalogDataset } from './catalog-dataset.ts';
import { mixedNuclei, stainedNuclei } from './stained-nuclei.ts';

export const consep: CatalogDataset = {
  slug: 'consep',
  name: 'CoNSeP',
  object: 'nucleus',
  source: 'consep',
  description: 'Nuclei in tissue of colorectal adenocarcinoma of 16 patients, at 40×, each with one of seven types.',
  licence: 'contradictory: Apache-2.0 or research only (not verified)',
  redistributable: false,
  sourceUrl: 'https://warwick.ac.uk/fac/cross_fac/tia/data/hovernet/',
  citation:
    'Graham S. et al. HoVer-Net: simultaneous segmentation and classification of nuclei in multi-tissue histology images. Medical Image Analysis 58, 101563 (2019). https://doi.org/10.1016/j.media.2019.101563',
  layout: 'consep',
  facts: {
    ...stainedNuclei,
    year: 2019,
    paperUrl: 'https://doi.org/10.1016/j.media.2019.101563',
    tissues: ['colon'],
    images: 41,
    cells: 24_319,
    imageSizes: '1000×1000',
    pixelSizes: null,
    split: '27 images for training, 14 for testing',
    access: 'open',
    steps: [
      'Open the page of HoVer-Net at Warwick and download consep_dataset.zip. The link is said to be dead; the issues of HoVer-Net on GitHub name other places.',
      'Unpack it. The folder CoNSeP holds Train and Test, each with "Images" and "Labels".',
    ],
    commands: [
      'npx cellboard import consep CoNSeP/',
      'npx cellboard import consep CoNSeP/ --part test --dataset consep-test',
      'npx cellboard import consep CoNSeP/ --part train --dataset consep-train',
    ],
    notes: [
      'The copy on Kaggle has tiles of 224 pixels only. They cut nuclei, and stitched together they are not the same truth, so the import refuses them.',
      'Its names do not say which patient an image shows, so every image counts as independent although 41 images come from 16 patients. Intervals are too narrow for that reason.',
      'Copies from before March 2020 have NumPy arrays instead of MATLAB files. Both are read.',
      'Its regions are part of Lizard, at another magnification.',
      'Import either the whole dataset or its parts: each import is a dataset of its own on the board.',
      mixedNuclei,
    ],
    sources: [
      'https://warwick.ac.uk/fac/cross_fac/tia/data/hovernet/',
      'https://doi.org/10.1016/j.media.2019.101563',
      'https://github.com/vqdang/hover_net',
    ],
  },
};

export const lizard: CatalogDataset = {
  slug: 'lizard',
  name: 'Lizard',
  object: 'nucleus',
  source: 'lizard',
  description:
    'Nuclei in tissue of the colon at 20×, from five earlier datasets: one of the largest sets of outlined nuclei in stained tissue, made by software and corrected by pathologists.',
  licence: 'CC-BY-NC-SA-4.0',
  redistributable: false,
  sourceUrl: 'https://warwick.ac.uk/lizard-dataset',
  citation:
    'Graham S. et al. Lizard: a large-scale dataset for colonic nuclear instance segmentation and classification. ICCV Workshops, 684–693 (2021). https://arxiv.org/abs/2108.11195',
  layout: 'lizard',
  facts: {
    ...stainedNuclei,
    year: 2021,
    paperUrl: 'https://arxiv.org/abs/2108.11195',
    tissues: ['colon'],
    images: 238,
    cells: null,
    imageSizes: 'vary, around 1000×1000',
    pixelSizes: '20×, about 0.5 µm',
    split: 'three folds, in info.csv',
    access: 'account',
    steps: [
      'Open https://www.kaggle.com/datasets/aadimator/lizard-dataset with an account, or the page at Warwick.',
      'Download lizard_images1, lizard_images2 and lizard_labels, and unpack all three into a folder Lizard.',
      'Keep info.csv beside the labels: it states the folds, and the slides of the images from DigestPath.',
    ],
    commands: [
      'npx cellboard import lizard Lizard/',
      'npx cellboard import lizard Lizard/ --part fold-1 --dataset lizard-fold-1',
      'npx cellboard import lizard Lizard/ --part fold-2 --dataset lizard-fold-2',
      'npx cellboard import lizard Lizard/ --part fold-3 --dataset lizard-fold-3',
    ],
    notes: [
      'Its images are at 20×. Do not put them on a board with images at 40×.',
      'CoNIC has the same pixels, cut into patches: put one of both on a board. Its regions come from CoNSeP, CRAG, GlaS, PanNuke and DigestPath.',
      'The part from The Cancer Genome Atlas was held back, so its authors count more images and nuclei, nearly 500,000.',
      'Its README lists class 5 as neutrophil a second time; it is eosinophil, by the order of CoNIC. Classes are not imported.',
      'Images from DigestPath are grouped by slide. Which patients the other images show is not known, so each counts as independent.',
      'Import either the whole dataset or its folds: each import is a dataset of its own on the board.',
      mixedNuclei,
    ],
    sources: [
      'https://warwick.ac.uk/lizard-dataset',
      'https://www.kaggle.com/datasets/aadimator/lizard-dataset',
      'https://arxiv.org/abs/2108.11195',
    ],
  },
};

export const glysac: CatalogDataset = {
  slug: 'glysac',
  name: 'GLySAC',
  object: 'nucleus',
  source: 'glysac',
  description: 'Nuclei in tissue of the stomach, healthy and with cancer: lymphocytes, epithelial and other cells.',
  licence: 'not stated',
  redistributable: false,
  sourceUrl: 'https://drive.google.com/file/d/1g1_xYFWgp3cRLKrlSwD2U5JDjooC0yHp/view',
  citation:
    'Doan T. N. N. et al. SONNET: a self-guided ordinal regression neural network for segmentation and classification of nuclei in large-scale multi-tissue histology images. IEEE Journal of Biomedical and Health Informatics 26, 3218–3228 (2022). https://doi.org/10.1109/JBHI.2022.3149936',
  layout: 'glysac',
  facts: {
    ...stainedNuclei,
    year: 2022,
    paperUrl: 'https://doi.org/10.1109/JBHI.2022.3149936',
    tissues: ['stomach'],
    images: 59,
    cells: null,
    imageSizes: '1000×1000',
    pixelSizes: null,
    split: '34 images for training, 25 for testing',
    access: 'open',
    steps: [
      'Download glysac_dataset.zip from Google Drive; no account is needed.',
      'Unpack it. The folder glysac_dataset holds Train and Test, each with "Images" and "Labels".',
    ],
    commands: [
      'npx cellboard import glysac glysac_dataset/',
      'npx cellboard import glysac glysac_dataset/ --part test --dataset glysac-test',
      'npx cellboard import glysac glysac_dataset/ --part train --dataset glysac-train',
    ],
    notes: [
      'Images whose names begin alike, such as AGC1_tumor_1 and AGC1_tumor_2, are grouped as one slide. That is read from the names and not confirmed. Both parts have images of some groups, so they are not independent.',
      'It has a class for nuclei that are ambiguous. Its number is not confirmed, so they count like all others.',
      'Import either the whole dataset or its parts: each import is a dataset of its own on the board.',
      mixedNuclei,
    ],
    sources: [
      'https://doi.org/10.1109/JBHI.2022.3149936',
      'https://drive.google.com/file/d/1g1_xYFWgp3cRLKrlSwD2U5JDjooC0yHp/view',
      'https://github.com/constantinpape/torch-em',
    ],
  },
};
