import { importable } from './importable.ts';

export const bbbc020 = importable({
  slug: 'bbbc020',
  name: 'BBBC020',
  description:
    'Macrophages from the bone marrow of mice in two channels, with a mask for each nucleus and another for each cell. Cells overlap.',
  licence: 'CC-BY-3.0',
  redistributable: true,
  sourceUrl: 'https://bbbc.broadinstitute.org/BBBC020',
  citation: 'Image set BBBC020v1, Broad Bioimage Benchmark Collection. https://bbbc.broadinstitute.org/BBBC020',
  facts: {
    year: 2012,
    paperUrl: null,
    objects: ['nucleus', 'cell'],
    modalities: ['fluorescence'],
    stains: ['DAPI', 'CD11b'],
    tissues: ['macrophages'],
    images: 20,
    cells: null,
    imageSizes: '1388×1040',
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download BBBC020_v1_images.zip, BBBC020_v1_outlines_nuclei.zip and BBBC020_v1_outlines_cells.zip from the page of BBBC020; no account is needed.',
      'Unpack all three into a folder BBBC020. The folders of masks are called BBC020_…, with one B less.',
    ],
    commands: [
      'npx cellboard import bbbc020 BBBC020/',
      'npx cellboard import bbbc020 BBBC020/ --object cell --dataset bbbc020-cells',
    ],
    notes: [
      'Of 25 fields 20 are annotated: the series "30min" is not.',
      'Objects at the border are not outlined, so a margin of 150 pixels is not scored.',
      'The pictures were coloured by a table. They are imported in grey, by the brightest of their colours.',
      'Where cells overlap, the smaller one keeps the pixels unless you choose another rule.',
      'Images of one treatment are grouped.',
    ],
    checked: false,
    sources: ['https://bbbc.broadinstitute.org/BBBC020'],
  },
});

export const bbbc030 = importable({
  slug: 'bbbc030',
  name: 'BBBC030',
  description:
    'Chinese hamster ovary cells while they attach, in differential interference contrast, outlined by hand.',
  licence: 'CC-BY-3.0',
  redistributable: true,
  sourceUrl: 'https://bbbc.broadinstitute.org/BBBC030',
  citation: 'Koos K. et al. PLOS ONE (2016). https://doi.org/10.1371/journal.pone.0163431',
  facts: {
    year: 2016,
    paperUrl: 'https://doi.org/10.1371/journal.pone.0163431',
    objects: ['cell'],
    modalities: ['differential interference contrast'],
    stains: [],
    tissues: ['CHO'],
    images: 60,
    cells: null,
    imageSizes: '1376×1032',
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download images.zip and ground_truth.zip from the page of BBBC030; no account is needed.',
      'Unpack both into a folder BBBC030. It holds images and ground_truth.',
    ],
    commands: ['npx cellboard import bbbc030 BBBC030/'],
    notes: [
      'Areas of at least 500 pixels that outlines enclose are taken for cells. Pixels of the outlines belong to no cell and are not scored.',
      'Cells at the border are not outlined, so a margin of 60 pixels is not scored.',
      'Gaps that cells enclose between them may count as cells. Look at the truths before you publish it.',
    ],
    checked: false,
    sources: ['https://bbbc.broadinstitute.org/BBBC030', 'https://doi.org/10.1371/journal.pone.0163431'],
  },
});

export const heLaCytoNuc = importable({
  slug: 'helacytonuc',
  name: 'HeLaCytoNuc',
  description: 'HeLa cells in two channels, cytoplasm and nuclei, with a truth for each.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://doi.org/10.14278/rodare.3001',
  citation: 'HeLaCytoNuc. Rodare record, https://doi.org/10.14278/rodare.3001',
  facts: {
    year: null,
    paperUrl: null,
    objects: ['nucleus', 'cell'],
    modalities: ['fluorescence'],
    stains: [],
    tissues: ['HeLa'],
    images: 2676,
    cells: null,
    imageSizes: null,
    pixelSizes: null,
    split: '1,873 training, 535 validation and 268 test images',
    access: 'open',
    steps: [
      'Download HeLaCytoNuc_train.zip, HeLaCytoNuc_validation.zip and HeLaCytoNuc_test.zip from Rodare; no account is needed.',
      'Unpack each into a folder of its own inside HeLaCytoNuc: train, validation and test.',
    ],
    commands: [
      'npx cellboard import helacytonuc HeLaCytoNuc/ --part test',
      'npx cellboard import helacytonuc HeLaCytoNuc/ --part test --object cell --dataset helacytonuc-cells',
    ],
    notes: [
      'Whether the truths were drawn by hand or by software is not confirmed. Read the record before you use it as a truth.',
      'The cells are the masks of the cytoplasm; whether these hold the nucleus is not confirmed.',
      'In the images red is the cytoplasm and blue the nuclei; green is empty.',
    ],
    checked: false,
    sources: ['https://doi.org/10.14278/rodare.3001'],
  },
});

export const hpaCellSegmentation = importable({
  slug: 'hpa-cell-segmentation',
  name: 'HPA cell segmentation',
  description:
    'Cells of the Human Protein Atlas in four stains: microtubules, a protein, nuclei and endoplasmic reticulum. Version 2 of the outlines.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/4665863',
  citation: 'HPA cell segmentation, version 2. Zenodo record 4665863. https://doi.org/10.1038/s41592-019-0658-6',
  facts: {
    year: 2019,
    paperUrl: 'https://doi.org/10.1038/s41592-019-0658-6',
    objects: ['cell'],
    modalities: ['fluorescence'],
    stains: ['microtubules', 'protein', 'nuclei', 'endoplasmic reticulum'],
    tissues: [],
    images: 266,
    cells: null,
    imageSizes: '512×512',
    pixelSizes: null,
    split: '257 training and 9 validation images; 10 test images have no outlines',
    access: 'open',
    steps: [
      'Download hpa_dataset_v2.zip from Zenodo (record 4665863); no account is needed.',
      'Unpack it into a folder HPA. It holds hpa_dataset_v2 with train, valid and test.',
    ],
    commands: [
      'npx cellboard import hpa-cell-segmentation HPA/',
      'npx cellboard import hpa-cell-segmentation HPA/ --part valid --dataset hpa-cell-segmentation-valid',
    ],
    notes: [
      'The four pictures of an image are put into one of four channels: microtubules, protein, nuclei, endoplasmic reticulum.',
      'Outlines count rows from the bottom of the image; the import flips them.',
      'Where outlines overlap, the smaller cell keeps the pixels unless you choose another rule.',
    ],
    checked: false,
    sources: ['https://zenodo.org/records/4665863', 'https://doi.org/10.1038/s41592-019-0658-6'],
  },
});

export const vicarQpi = importable({
  slug: 'vicar-qpi',
  name: 'Vicar QPI',
  description: 'Living cells of five lines without stain, in quantitative phase images.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/5153251',
  citation:
    'Vicar T. et al. Self-supervised pretraining for transferable quantitative phase image cell segmentation. Biomedical Optics Express (2021). https://doi.org/10.1364/BOE.433212',
  facts: {
    year: 2021,
    paperUrl: 'https://doi.org/10.1364/BOE.433212',
    objects: ['cell'],
    modalities: ['quantitative phase'],
    stains: [],
    tissues: ['A2058', 'G361', 'HOB', 'PC3', 'PNT1A'],
    images: 524,
    cells: null,
    imageSizes: null,
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download labelled.zip from Zenodo (record 5153251); no account is needed.',
      'Unpack it into a folder Vicar. It holds a folder for each cell line.',
    ],
    commands: [
      'npx cellboard import vicar-qpi Vicar/',
      'npx cellboard import vicar-qpi Vicar/ --part PC3 --dataset vicar-qpi-pc3',
    ],
    notes: [
      'That its masks hold one number for each cell is not confirmed; the import refuses masks that do not.',
      'Images hold phases in floating point, so what they look like depends on the range in which they are shown.',
    ],
    checked: false,
    sources: ['https://zenodo.org/records/5153251', 'https://doi.org/10.1364/BOE.433212'],
  },
});
