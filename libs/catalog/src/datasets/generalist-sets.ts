import { importable } from './importable.ts';

export const cellpose = importable({
  slug: 'cellpose',
  name: 'Cellpose',
  description:
    'The images that the first Cellpose models were trained on: cells from many sources, mostly fluorescence, with some images of things that are not cells. Its archive of images sent in by users is a part.',
  licence: 'CC-BY-NC (version not stated)',
  redistributable: false,
  sourceUrl: 'https://www.cellpose.org/dataset',
  citation:
    'Stringer C. et al. Cellpose: a generalist algorithm for cellular segmentation. Nature Methods 18, 100–106 (2021). https://doi.org/10.1038/s41592-020-01018-x',
  facts: {
    year: 2020,
    paperUrl: 'https://doi.org/10.1038/s41592-020-01018-x',
    objects: ['cell'],
    modalities: ['fluorescence', 'others'],
    stains: [],
    tissues: [],
    images: null,
    cells: null,
    imageSizes: 'vary',
    pixelSizes: null,
    split: 'train and test; cyto2 has training images only',
    access: 'open',
    steps: [
      'Open https://www.cellpose.org/dataset and accept the terms.',
      'Download test.zip, and train.zip and train_cyto2.zip if you need them.',
      'Unpack them into a folder Cellpose. It holds test, train and train_cyto2.',
    ],
    commands: [
      'npx cellboard import cellpose Cellpose/ --part test',
      'npx cellboard import cellpose Cellpose/ --part train --dataset cellpose-train',
      'npx cellboard import cellpose Cellpose/ --part cyto2 --dataset cellpose-cyto2',
    ],
    notes: [
      'Nearly every general model was trained on it, so its test images say little about new data.',
      'It is said to have 540 training images, 68 test images and 71,881 cells; none was verified.',
      'Some images show fruit, stones and other things that are not cells. Nothing in the files says which.',
      'In the images green is the cytoplasm and red the nucleus.',
      'The images of cyto2 were sent in by users; where they come from is not known.',
    ],
    checked: false,
    sources: [
      'https://www.cellpose.org/dataset',
      'https://doi.org/10.1038/s41592-020-01018-x',
      'https://github.com/MouseLand/cellpose/issues/854',
    ],
  },
});

export const neurIps2022 = importable({
  slug: 'neurips-2022',
  name: 'NeurIPS 2022',
  description: 'The NeurIPS 2022 challenge of cell segmentation: cells of many kinds in four modalities.',
  licence: 'CC-BY-NC-ND-4.0',
  redistributable: false,
  sourceUrl: 'https://zenodo.org/records/10719375',
  citation:
    'Ma J. et al. The multimodality cell segmentation challenge: toward universal solutions. Nature Methods (2024). https://doi.org/10.1038/s41592-024-02233-6',
  facts: {
    year: 2024,
    paperUrl: 'https://doi.org/10.1038/s41592-024-02233-6',
    objects: ['cell'],
    modalities: ['brightfield', 'fluorescence', 'phase contrast', 'differential interference contrast'],
    stains: [],
    tissues: [],
    images: null,
    cells: null,
    imageSizes: 'vary',
    pixelSizes: null,
    split: 'training, 101 tuning and 50 public test images; 400 test images have no public labels',
    access: 'open',
    steps: [
      'Download Testing.zip from Zenodo (record 10719375), and Tuning.zip and Training-labeled.zip if you need them; no account is needed.',
      'Unpack them into a folder NeurIPS. It holds Testing/Public, Tuning and Training-labeled.',
    ],
    commands: [
      'npx cellboard import neurips-2022 NeurIPS/ --part test',
      'npx cellboard import neurips-2022 NeurIPS/ --part tuning --dataset neurips-2022-tuning',
      'npx cellboard import neurips-2022 NeurIPS/ --part train --dataset neurips-2022-train',
    ],
    notes: [
      'Its licence allows no changed copies, so this site never shares its files, not even as a pack.',
      'Parts have images of the same name, so names begin with the part.',
      'The files do not say the modality of an image. Whole slides are not read.',
      'It may share images with YeaZ, Omnipose and other sets whose authors took part; which ones is not said.',
    ],
    checked: false,
    sources: [
      'https://zenodo.org/records/10719375',
      'https://doi.org/10.1038/s41592-024-02233-6',
      'https://neurips22-cellseg.grand-challenge.org/',
    ],
  },
});

export const cpdmi2023 = importable({
  slug: 'cpdmi-2023',
  name: 'CPDMI 2023',
  description:
    'Crops of tissue from three platforms of multiplexed fluorescence, CODEX, Vectra and Zeiss, with whole cells and nuclei. Also known as CVZ-Fluo.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://www.synapse.org/Synapse:syn27624812/',
  citation:
    'Aleynick N. et al. Cross-platform dataset of multiplex fluorescent cellular object image annotations. Scientific Data (2023). https://doi.org/10.1038/s41597-023-02108-z',
  facts: {
    year: 2023,
    paperUrl: 'https://doi.org/10.1038/s41597-023-02108-z',
    objects: ['cell', 'nucleus'],
    modalities: ['fluorescence'],
    stains: ['DAPI', 'membrane markers'],
    tissues: [],
    images: null,
    cells: null,
    imageSizes: 'vary',
    pixelSizes: null,
    split: null,
    access: 'account',
    steps: [
      'Make an account at Synapse and download the project syn27624812 into a folder CPDMI. It is large: 19, 80 and 33 GB for the three platforms.',
      'Keep the files that end in -Crop_Cell_Png.png, -Crop_Cell_Mask_Png.png, -Crop_Dapi_Png.png and -Crop_Dapi_Mask_Png.png.',
    ],
    commands: [
      'npx cellboard import cpdmi-2023 CPDMI/',
      'npx cellboard import cpdmi-2023 CPDMI/ --object nucleus --dataset cpdmi-2023-nuclei',
    ],
    notes: [
      'A connected part of one value is a cell. Whether masks hold a number for each cell is not confirmed.',
      'The images of Zeiss have no nuclei.',
      'The InstanSeg weights for fluorescence were trained on it alone.',
    ],
    checked: false,
    sources: [
      'https://www.synapse.org/Synapse:syn27624812/',
      'https://doi.org/10.1038/s41597-023-02108-z',
      'https://github.com/instanseg/instanseg/issues/41',
    ],
  },
});

export const ctc = importable({
  slug: 'ctc',
  name: 'CTC',
  description:
    'The two-dimensional movies of the Cell Tracking Challenge, ten sets of cells or nuclei. Its gold truth outlines a few cells of some frames; frames whose cells are all outlined are read.',
  licence: 'use outside the challenge needs the permission of the providers',
  redistributable: false,
  sourceUrl: 'https://celltrackingchallenge.net/2d-datasets/',
  citation:
    'Ulman V. et al. An objective comparison of cell-tracking algorithms. Nature Methods 14, 1141–1152 (2017). https://doi.org/10.1038/nmeth.4473',
  facts: {
    year: 2017,
    paperUrl: 'https://doi.org/10.1038/nmeth.4473',
    objects: ['cell', 'nucleus'],
    modalities: ['brightfield', 'phase contrast', 'differential interference contrast', 'fluorescence'],
    stains: [],
    tissues: ['HeLa', 'Huh7', 'GOWT1', 'U373', 'stem cells'],
    images: null,
    cells: null,
    imageSizes: 'vary',
    pixelSizes: '0.19 to 1.6 µm',
    split: 'two training movies a set; the truth of the test movies is kept by the challenge',
    access: 'open',
    steps: [
      'Ask the providers of a set for permission if you use it outside the challenge.',
      'Download the training archive of each set that you want from the page of the challenge.',
      'Unpack them into a folder CTC. It holds a folder for each set, such as Fluo-N2DH-SIM+.',
    ],
    commands: [
      'npx cellboard import ctc CTC/ --object nucleus --part Fluo-N2DH-SIM+ --dataset ctc-sim',
      'npx cellboard import ctc CTC/ --skip-defects',
      'npx cellboard import ctc CTC/ --object nucleus --skip-defects --dataset ctc-nuclei',
    ],
    notes: [
      'Only Fluo-N2DH-SIM+ is complete, and its images are drawn by software.',
      'In all other sets most frames have no segmentation, and most that have one lack cells. A frame is read if each cell that its tracking annotation marks is outlined; the others are defects, which --skip-defects leaves out.',
      'Cells along the border need not be annotated: a margin of 25 or 50 pixels is not scored, depending on the set.',
      'The silver truth in folders _ST was made by models of earlier competitors. It is never read.',
      'Frames of a movie are grouped, and there are two movies a set: intervals on one set mean little.',
      'A truth of software says little about real images: do not mix Fluo-N2DH-SIM+ with others.',
    ],
    checked: false,
    sources: [
      'https://celltrackingchallenge.net/2d-datasets/',
      'https://celltrackingchallenge.net/annotations/',
      'https://doi.org/10.1038/nmeth.4473',
    ],
  },
});
