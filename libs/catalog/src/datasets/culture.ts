import type { CatalogDataset } from './catalog-dataset.ts';

export const evican: CatalogDataset = {
  slug: 'evican',
  name: 'EVICAN',
  object: 'cell',
  source: 'evican',
  description:
    'Cells and nuclei of 30 cell lines in culture, seen without fluorescence through several microscopes. The images for evaluation come in three difficulties.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://edmond.mpg.de/dataset.xhtml?persistentId=doi:10.17617/3.AJBV1S',
  citation:
    'Schwendy M., Unger R. E., Parekh S. H. EVICAN: a balanced dataset for algorithm development in cell and nucleus segmentation. Bioinformatics 36, 3863–3870 (2020).',
  layout: 'evican',
  facts: {
    year: 2020,
    paperUrl: 'https://academic.oup.com/bioinformatics/article/36/12/3863/5814923',
    objects: ['cell', 'nucleus'],
    modalities: ['brightfield', 'phase contrast'],
    stains: [],
    tissues: ['30 cell lines'],
    images: 98,
    cells: null,
    imageSizes: 'vary',
    pixelSizes: null,
    split: 'train, val and eval; only eval is annotated in full: 33 easy, 33 medium and 32 difficult images',
    access: 'open',
    steps: [
      'Open the dataset on Edmond; no account is needed.',
      'Download EVICAN_eval2019.zip (8 MB) and instances_eval2019_easy_EVICAN2.json, …_medium_… and …_difficult_….',
      'Unpack the archive into a folder EVICAN, and put the three JSON files beside the images.',
    ],
    commands: [
      'npx cellboard import evican EVICAN/',
      'npx cellboard import evican EVICAN/ --object nucleus --dataset evican-nuclei',
      'npx cellboard import evican EVICAN/ --part easy --dataset evican-easy',
      'npx cellboard import evican EVICAN/ --part medium --dataset evican-medium',
      'npx cellboard import evican EVICAN/ --part difficult --dataset evican-difficult',
    ],
    ineligible: null,
    notes: [
      'Its 4,600 images with 26,000 cells for training are only partly annotated, so nothing can be scored against them. The import does not read them.',
      'CellMask and DAPI were used to make the annotations; the images themselves are unstained.',
      'Its annotations have no areas, and some have no boxes. COCO tools need them; the import does not.',
      'An image has one truth, so cells and nuclei are two datasets here.',
      'Import either the whole dataset or its parts: each import is a dataset of its own on the board.',
    ],
    sources: [
      'https://edmond.mpg.de/dataset.xhtml?persistentId=doi:10.17617/3.AJBV1S',
      'https://academic.oup.com/bioinformatics/article/36/12/3863/5814923',
    ],
  },
};

export const liveCell: CatalogDataset = {
  slug: 'livecell',
  name: 'LIVECell',
  object: 'cell',
  source: 'livecell',
  description:
    'Living cells of eight lines in phase contrast, from sparse to confluent, without any label: the largest set of outlined cells in culture.',
  licence: 'CC-BY-NC-4.0',
  redistributable: false,
  sourceUrl: 'https://sartorius-research.github.io/LIVECell/',
  citation:
    'Edlund C. et al. LIVECell: a large-scale dataset for label-free live cell segmentation. Nature Methods 18, 1038–1045 (2021).',
  layout: 'livecell',
  facts: {
    year: 2021,
    paperUrl: 'https://www.nature.com/articles/s41592-021-01249-6',
    objects: ['cell'],
    modalities: ['phase contrast'],
    stains: [],
    tissues: ['A172', 'BT474', 'BV2', 'Huh7', 'MCF7', 'SHSY5Y', 'SkBr3', 'SKOV3'],
    images: 5239,
    cells: 1_686_352,
    imageSizes: '704×520',
    pixelSizes: '1.2429 µm',
    split: '3,727 images for training and validation, 1,512 for testing',
    access: 'open',
    steps: [
      'Download images.zip (1.3 GB): https://livecell-dataset.s3.eu-central-1.amazonaws.com/LIVECell_dataset_2021/images.zip',
      'Download the annotations of the test images: https://livecell-dataset.s3.eu-central-1.amazonaws.com/LIVECell_dataset_2021/annotations/LIVECell/livecell_coco_test.json',
      'Unpack the archive into a folder LIVECell, and put livecell_coco_test.json there.',
    ],
    commands: [
      'npx cellboard import livecell LIVECell/ --part test --skip-defects',
      'npx cellboard import livecell LIVECell/ --part test --overlap larger --skip-defects --dataset livecell-larger',
    ],
    ineligible: null,
    notes: [
      'Some images are listed under two ids, some appear in two parts, some cells are annotated twice, and a few images have only some of their cells outlined. The import lists such images, and leaves them out with --skip-defects.',
      'Outlines overlap. Public code uses three rules for that, which give three different truths. The dataset records which rule was used. Import it with one rule: each import is a dataset of its own on the board.',
      'Images of a well are grouped, because they show the same cells at different times and places.',
      'Many models were trained on its training images.',
      'Its licence forbids commercial use.',
    ],
    sources: [
      'https://github.com/sartorius-research/LIVECell',
      'https://sartorius-research.github.io/LIVECell/',
      'https://github.com/sartorius-research/LIVECell/issues/14',
      'https://github.com/sartorius-research/LIVECell/issues/21',
      'https://github.com/sartorius-research/LIVECell/issues/26',
      'https://github.com/sartorius-research/LIVECell/issues/30',
    ],
  },
};
