import type { CatalogDataset } from './catalog-dataset.ts';

export const cryoNuSeg: CatalogDataset = {
  slug: 'cryonuseg',
  name: 'CryoNuSeg',
  object: 'nucleus',
  source: 'cryonuseg',
  description:
    'Nuclei in cryosectioned tissue of ten human organs, three images per organ, cut from slides of The Cancer Genome Atlas. Every image was annotated three times, which shows how well experts agree.',
  licence: 'terms of its Kaggle page (not verified)',
  redistributable: false,
  sourceUrl: 'https://www.kaggle.com/datasets/ipateam/segmentation-of-nuclei-in-cryosectioned-he-images',
  citation:
    'Mahbod A. et al. CryoNuSeg: a dataset for nuclei instance segmentation of cryosectioned H&E-stained histological images. Computers in Biology and Medicine 132, 104349 (2021).',
  layout: 'cryonuseg',
  facts: {
    year: 2021,
    paperUrl: 'https://www.sciencedirect.com/science/article/pii/S0010482521001438',
    objects: ['nucleus'],
    modalities: ['brightfield'],
    stains: ['H&E'],
    tissues: [
      'adrenal gland',
      'larynx',
      'lymph nodes',
      'mediastinum',
      'pancreas',
      'pleura',
      'skin',
      'testes',
      'thymus',
      'thyroid gland',
    ],
    images: 30,
    cells: 7596,
    imageSizes: '512×512',
    pixelSizes: '0.2265 to 0.2525 µm',
    split: null,
    access: 'account',
    steps: [
      'Log in to Kaggle and open the page of the dataset.',
      'Download the archive and unpack it into a folder CryoNuSeg. It holds "tissue images" and a folder for each of the three annotations.',
      'Keep the folders "label masks modify": the import reads these. It never reads "label masks", which holds sums of ids.',
    ],
    commands: [
      'npx cellboard import cryonuseg CryoNuSeg/',
      'npx cellboard import cryonuseg CryoNuSeg/ --part biologist-2 --dataset cryonuseg-biologist-2',
      'npx cellboard import cryonuseg CryoNuSeg/ --part bioinformatician --dataset cryonuseg-bioinformatician',
    ],
    ineligible: null,
    notes: [
      'Three annotations: 7,596 nuclei by the biologist, 8,044 by the same biologist in a second round, 8,251 by a bioinformatician. Each is a dataset of its own here, because an image has one truth. Import one of them for the board.',
      'No split is published. Leaving one organ out at a time is a fair one.',
      'Where outlines overlap, the one drawn later keeps the pixels.',
      'The licence of the code is MIT; that of the images and annotations is on the Kaggle page and was not verified.',
    ],
    sources: [
      'https://github.com/masih4/CryoNuSeg',
      'https://www.kaggle.com/datasets/ipateam/segmentation-of-nuclei-in-cryosectioned-he-images',
      'https://doi.org/10.1016/j.compbiomed.2021.104349',
    ],
  },
};

export const digestPath: CatalogDataset = {
  slug: 'digestpath',
  name: 'DigestPath',
  object: null,
  source: 'digestpath',
  description:
    'The challenge DigestPath 2019: signet ring cells marked by boxes, and lesions of the colon marked by masks. It has no masks of cells.',
  licence: 'on request, for research',
  redistributable: false,
  sourceUrl: 'https://digestpath2019.grand-challenge.org/',
  citation:
    'Da Q. et al. DigestPath: a benchmark dataset with challenge review for the pathological detection and segmentation of digestive-system. Medical Image Analysis 80, 102485 (2022).',
  layout: 'digestpath',
  facts: {
    year: 2022,
    paperUrl: 'https://www.sciencedirect.com/science/article/pii/S1361841522001323',
    objects: [],
    modalities: ['brightfield'],
    stains: ['H&E'],
    tissues: ['digestive tract'],
    images: null,
    cells: null,
    imageSizes: 'vary, around 2000×2000',
    pixelSizes: null,
    split: '460 training images of signet ring cells, 77 of them with such cells, and 226 test images',
    access: 'request',
    steps: ['Request the files on the page of the challenge.'],
    commands: [],
    ineligible:
      'It has no masks of cells: signet ring cells are marked by boxes, and not all of them, and tissue by masks of whole lesions.',
    notes: [
      'The import refuses it for this reason.',
      'Its counts of images and cells differ between publications and were not verified.',
    ],
    sources: ['https://digestpath2019.grand-challenge.org/', 'https://arxiv.org/abs/1907.03954'],
  },
};

export const nuInsSeg: CatalogDataset = {
  slug: 'nuinsseg',
  name: 'NuInsSeg',
  object: 'nucleus',
  source: 'nuinsseg',
  description:
    'Nuclei in tissue of 31 organs of human and mouse, with masks of the areas where even experts cannot tell the nuclei apart.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://www.kaggle.com/datasets/ipateam/nuinsseg',
  citation:
    'Mahbod A. et al. NuInsSeg: a fully annotated dataset for nuclei instance segmentation in H&E-stained histological images. Scientific Data 11 (2024). https://doi.org/10.1038/s41597-024-03117-2',
  layout: 'nuinsseg',
  facts: {
    year: 2024,
    paperUrl: 'https://doi.org/10.1038/s41597-024-03117-2',
    objects: ['nucleus'],
    modalities: ['brightfield'],
    stains: ['H&E'],
    tissues: ['31 organs of human and mouse'],
    images: 665,
    cells: 30_698,
    imageSizes: '512×512',
    pixelSizes: null,
    split: 'five folds: KFold of scikit-learn over the list of images, shuffled, with random state 19',
    access: 'open',
    steps: [
      'Download NuInsSeg.zip from Zenodo (record 10518968) without an account, or the archive from Kaggle with one.',
      'Unpack it into a folder NuInsSeg. It holds a folder for each organ, such as "human bladder".',
      'Keep "tissue images", "label masks modify" and "vague areas" of each organ; the other folders are not read.',
    ],
    commands: [
      'npx cellboard import nuinsseg NuInsSeg/',
      'npx cellboard import nuinsseg NuInsSeg/ --part "human bladder" --dataset nuinsseg-human-bladder',
    ],
    ineligible: null,
    notes: [
      'Pixels in vague areas are not scored.',
      'Import either the whole dataset or single organs: each import is a dataset of its own on the board.',
      'The folds depend on the order in which files are listed, so others may not get the same ones.',
      'Where outlines overlap, the one drawn later keeps the pixels.',
    ],
    sources: [
      'https://github.com/masih4/NuInsSeg',
      'https://zenodo.org/records/10518968',
      'https://www.kaggle.com/datasets/ipateam/nuinsseg',
      'https://doi.org/10.1038/s41597-024-03117-2',
    ],
  },
};
