import type { CatalogDataset } from './catalog-dataset.ts';
import { mixedNuclei, stainedNuclei } from './stained-nuclei.ts';

export const monuSeg: CatalogDataset = {
  slug: 'monuseg',
  name: 'MoNuSeg',
  object: 'nucleus',
  source: 'monuseg',
  description:
    'Nuclei in tissue of nine organs, cut from slides of The Cancer Genome Atlas at 40×: the challenge of 2018, with its training and test images.',
  licence: 'CC-BY-NC-SA-4.0',
  redistributable: false,
  sourceUrl: 'https://monuseg.grand-challenge.org/Data/',
  citation:
    'Kumar N. et al. A multi-organ nucleus segmentation challenge. IEEE Transactions on Medical Imaging 39, 1380–1391 (2020). https://doi.org/10.1109/TMI.2019.2947628',
  layout: 'monuseg',
  facts: {
    ...stainedNuclei,
    year: 2018,
    paperUrl: 'https://doi.org/10.1109/TMI.2019.2947628',
    tissues: ['breast', 'kidney', 'liver', 'prostate', 'bladder', 'colon', 'stomach', 'lung', 'brain'],
    images: 51,
    cells: 30_837,
    imageSizes: '1000×1000',
    pixelSizes: 'as each XML file states it, about 0.25 µm',
    split: '37 images for training, 14 for testing',
    access: 'open',
    steps: [
      'Open the page of the challenge and download the training and the test data. They lie on Google Drive; no account is needed.',
      'Unpack both archives into a folder MoNuSeg. It then holds "Tissue Images" and "Annotations" for training, and MoNuSegTestData.',
    ],
    commands: [
      'npx cellboard import monuseg MoNuSeg/ --part test',
      'npx cellboard import monuseg MoNuSeg/ --part train --dataset monuseg-train',
    ],
    notes: [
      'The counts are regions of the XML files as others counted them: 24,140 for training and 6,697 for testing. Older lists name 30 training images with 21,623 nuclei.',
      'Outlines overlap. The smaller nucleus keeps the pixels, unless you choose another rule; the import says how many pixels several claim.',
      'The first region of each file is a nucleus too, and corners keep their fractions. Other readers lose both, so their counts and outlines differ.',
      'Copies with label images or of 1024×1024 pixels have other outlines. The import does not read them.',
      'Its 30 first training images are those of Kumar: never put both on a board. Images of one patient, TCGA-G9-6356, are also in the test images of MoNuSAC.',
      'Organs are given as published. Those called liver come from hospitals that sent lung tissue; seven training images have no organ.',
      'Some images are of frozen sections, by their names (TS, BS).',
      mixedNuclei,
      'Many models were trained on its training images.',
    ],
    sources: [
      'https://monuseg.grand-challenge.org/Data/',
      'https://doi.org/10.1109/TMI.2019.2947628',
      'https://github.com/constantinpape/torch-em',
    ],
  },
};

export const kumar: CatalogDataset = {
  slug: 'kumar',
  name: 'Kumar',
  object: 'nucleus',
  source: 'kumar',
  description:
    'Nuclei in tissue of seven organs, cut from slides of The Cancer Genome Atlas at 40×, with two test sets: one of the organs in the training set, one of others.',
  licence: 'not stated; its images are part of MoNuSeg, which is CC-BY-NC-SA-4.0',
  redistributable: false,
  sourceUrl: 'https://nucleisegmentationbenchmark.weebly.com/dataset.html',
  citation:
    'Kumar N. et al. A dataset and a technique for generalized nuclear segmentation for computational pathology. IEEE Transactions on Medical Imaging 36, 1550–1560 (2017). https://doi.org/10.1109/TMI.2017.2677499',
  layout: 'kumar',
  facts: {
    ...stainedNuclei,
    year: 2017,
    paperUrl: 'https://doi.org/10.1109/TMI.2017.2677499',
    tissues: ['breast', 'kidney', 'liver', 'prostate', 'bladder', 'colon', 'stomach'],
    images: 30,
    cells: 21_623,
    imageSizes: '1000×1000',
    pixelSizes: null,
    split: '16 images for training, the others for testing on the same and on different organs',
    access: 'open',
    steps: [
      'Open the folder of the authors of HoVer-Net: https://drive.google.com/drive/folders/1l55cv3DuY-f7-JotDN7N5nbNnjbLWchK',
      'Download its folder kumar. It holds train, test_same and test_diff, each with "Images" and "Labels".',
    ],
    commands: [
      'npx cellboard import kumar kumar/',
      'npx cellboard import kumar kumar/ --part test_same --dataset kumar-test-same',
      'npx cellboard import kumar kumar/ --part test_diff --dataset kumar-test-diff',
    ],
    notes: [
      'Its images are the first 30 training images of MoNuSeg: never put both on a board.',
      'How many images each test set has (8 and 6) is not confirmed.',
      'Import either the whole dataset or its parts: each import is a dataset of its own on the board.',
      mixedNuclei,
    ],
    sources: [
      'https://github.com/vqdang/hover_net',
      'https://nucleisegmentationbenchmark.weebly.com/dataset.html',
      'https://doi.org/10.1109/TMI.2017.2677499',
    ],
  },
};

export const monuSac: CatalogDataset = {
  slug: 'monusac',
  name: 'MoNuSAC',
  object: 'nucleus',
  source: 'monusac',
  description:
    'Nuclei of four kinds of cells (epithelial, lymphocyte, macrophage, neutrophil) in tissue of four organs, cut from slides of The Cancer Genome Atlas at 40×: the challenge of 2020.',
  licence: 'CC-BY-NC-SA-4.0',
  redistributable: false,
  sourceUrl: 'https://monusac-2020.grand-challenge.org/Data/',
  citation:
    'Verma R. et al. MoNuSAC2020: a multi-organ nuclei segmentation and classification challenge. IEEE Transactions on Medical Imaging 40, 3413–3423 (2021). https://doi.org/10.1109/TMI.2021.3085712',
  layout: 'monusac',
  facts: {
    ...stainedNuclei,
    year: 2021,
    paperUrl: 'https://doi.org/10.1109/TMI.2021.3085712',
    tissues: ['lung', 'kidney', 'breast', 'prostate'],
    images: 294,
    cells: null,
    imageSizes: 'vary, from 81×113 to 1422×2162',
    pixelSizes: 'as each XML file states it, about 0.25 µm',
    split: '209 images for training, 85 for testing',
    access: 'open',
    steps: [
      'Open the page of the challenge and download both archives. They lie on Google Drive; no account is needed.',
      'Unpack them into a folder MoNuSAC, and keep the names of their folders: they alone say what is for testing.',
    ],
    commands: [
      'npx cellboard import monusac MoNuSAC/ --part test --skip-defects',
      'npx cellboard import monusac MoNuSAC/ --part train --skip-defects --dataset monusac-train',
    ],
    notes: [
      'Nothing is scored in the regions called Ambiguous, which only the test images have.',
      'Nuclei of other kinds of cells are not annotated, so a method that finds them gets false positives.',
      'Two patients are in both parts, TCGA-A2-A0ES and TCGA-MP-A4T7, and a third, TCGA-G9-6356, is in the training images of MoNuSeg too.',
      'Some test images lack the .tif and have the .svs only, and some XML files are damaged. The import lists them, and leaves them out with --skip-defects.',
      'Its authors write of more than 46,000 nuclei; 31,411 in the training images are counted elsewhere. Neither was verified.',
      'Outlines overlap. The smaller nucleus keeps the pixels, unless you choose another rule.',
      mixedNuclei,
    ],
    sources: [
      'https://monusac-2020.grand-challenge.org/Data/',
      'https://doi.org/10.1109/TMI.2021.3085712',
      'https://kaiko-ai.github.io/eva/main/datasets/monusac',
      'https://github.com/constantinpape/torch-em',
    ],
  },
};
