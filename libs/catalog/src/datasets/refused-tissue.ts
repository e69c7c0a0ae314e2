import type { CatalogDataset } from './catalog-dataset.ts';

/** What a dataset has in common with others that no task can be made of. */
const refused = {
  objects: [],
  modalities: ['brightfield'],
  commands: [],
  checked: false,
} satisfies Partial<CatalogDataset['facts']>;

const saysSo = 'The import refuses it for this reason.';

export const nuCls: CatalogDataset = {
  slug: 'nucls',
  name: 'NuCLS',
  object: null,
  source: 'nucls',
  description: 'More than 220,000 nuclei of breast cancer with classes by many annotators; most are marked by boxes.',
  licence: 'CC0-1.0',
  redistributable: true,
  sourceUrl: 'https://sites.google.com/view/nucls',
  citation:
    'Amgad M. et al. NuCLS: a scalable crowdsourcing approach and dataset for nucleus classification and segmentation in breast cancer. GigaScience 11, giac037 (2022). https://doi.org/10.1093/gigascience/giac037',
  layout: 'nucls',
  facts: {
    ...refused,
    year: 2022,
    paperUrl: 'https://doi.org/10.1093/gigascience/giac037',
    stains: ['H&E'],
    tissues: ['breast'],
    images: null,
    cells: null,
    imageSizes: 'vary',
    pixelSizes: '0.2 µm',
    split: null,
    access: 'open',
    steps: ['Open the page of NuCLS, which links to the files.'],
    ineligible:
      'It mixes boxes with outlines, and its mask images do not tell them apart: most nuclei are marked by a box only.',
    notes: [
      saysSo,
      'Only the fields of its unbiased control set are outlined in full. They could be a small dataset of their own; this is not done.',
    ],
    sources: [
      'https://sites.google.com/view/nucls',
      'https://github.com/PathologyDataScience/NuCLS',
      'https://doi.org/10.1093/gigascience/giac037',
    ],
  },
};

export const janowczyk: CatalogDataset = {
  slug: 'janowczyk',
  name: 'Janowczyk nuclei',
  object: null,
  source: 'janowczyk-nuclei',
  description:
    'Images of breast cancer in which some of the nuclei are outlined, made for a tutorial on deep learning.',
  licence: 'not stated',
  redistributable: false,
  sourceUrl: 'https://andrewjanowczyk.com/use-case-1-nuclei-segmentation/',
  citation:
    'Janowczyk A., Madabhushi A. Deep learning for digital pathology image analysis: a comprehensive tutorial with selected use cases. Journal of Pathology Informatics 7, 29 (2016). https://doi.org/10.4103/2153-3539.186902',
  layout: 'janowczyk',
  facts: {
    ...refused,
    year: 2016,
    paperUrl: 'https://doi.org/10.4103/2153-3539.186902',
    stains: ['H&E'],
    tissues: ['breast'],
    images: 143,
    cells: null,
    imageSizes: '2000×2000',
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: ['Open the page of the tutorial, which links to the files.'],
    ineligible:
      'Only some of the nuclei in each image are outlined, so that every other nucleus that a method finds would count as wrong.',
    notes: [saysSo, 'About 12,000 nuclei are outlined.'],
    sources: [
      'https://andrewjanowczyk.com/use-case-1-nuclei-segmentation/',
      'https://doi.org/10.4103/2153-3539.186902',
      'https://github.com/constantinpape/torch-em',
    ],
  },
};

export const crcHistoPhenotypes: CatalogDataset = {
  slug: 'crchistophenotypes',
  name: 'CRCHistoPhenotypes',
  object: null,
  source: 'crchistophenotypes',
  description: 'Nuclei of colorectal adenocarcinoma, each marked by a point, most of them with a class.',
  licence: 'not stated',
  redistributable: false,
  sourceUrl: 'https://warwick.ac.uk/fac/cross_fac/tia/data/crchistolabelednucleihe/',
  citation:
    'Sirinukunwattana K. et al. Locality sensitive deep learning for detection and classification of nuclei in routine colon cancer histology images. IEEE Transactions on Medical Imaging 35, 1196–1206 (2016). https://doi.org/10.1109/TMI.2016.2525803',
  layout: 'crchistophenotypes',
  facts: {
    ...refused,
    year: 2016,
    paperUrl: 'https://doi.org/10.1109/TMI.2016.2525803',
    stains: ['H&E'],
    tissues: ['colon'],
    images: 100,
    cells: 29_756,
    imageSizes: '500×500',
    pixelSizes: '20×',
    split: null,
    access: 'open',
    steps: ['Open the page of the dataset at Warwick.'],
    ineligible: 'Its nuclei are marked by points. It has no masks.',
    notes: [saysSo],
    sources: [
      'https://warwick.ac.uk/fac/cross_fac/tia/data/crchistolabelednucleihe/',
      'https://doi.org/10.1109/TMI.2016.2525803',
    ],
  },
};

export const ihcTma: CatalogDataset = {
  slug: 'ihc-tma',
  name: 'IHC-TMA',
  object: null,
  source: 'ihc-tma',
  description:
    'Nuclei of lung cancer in tissue microarrays with immunohistochemical stains, as masks of two classes of nuclei.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/7647846',
  citation: 'SRSA-Net. Biomedical Signal Processing and Control (2024). https://doi.org/10.1016/j.bspc.2024.106143',
  layout: 'ihc-tma',
  facts: {
    ...refused,
    year: 2024,
    paperUrl: 'https://doi.org/10.1016/j.bspc.2024.106143',
    stains: ['immunohistochemistry'],
    tissues: ['lung'],
    images: 266,
    cells: 9725,
    imageSizes: '256×256',
    pixelSizes: null,
    split: '195 images for training, 36 for validation, 35 for testing',
    access: 'open',
    steps: ['Download IHC_TMA_dataset.zip from Zenodo (record 7647846); no account is needed.'],
    ineligible:
      'Its masks tell classes of nuclei apart, but not nuclei that touch. Others split them by software, each in their own way.',
    notes: [saysSo, 'The licence is the one that InstanSeg names.'],
    sources: [
      'https://zenodo.org/records/7647846',
      'https://doi.org/10.1016/j.bspc.2024.106143',
      'https://github.com/constantinpape/torch-em',
    ],
  },
};
