import { importable } from './importable.ts';

export const deepBacs = importable({
  slug: 'deepbacs',
  name: 'DeepBacs',
  description: 'Bacteria of several species in brightfield and fluorescence, in several sets and one that mixes them.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/5551009',
  citation:
    'Spahn C. et al. DeepBacs for multi-task bacterial image analysis using open-source deep learning approaches. Communications Biology (2022). https://doi.org/10.1038/s42003-022-03634-z',
  facts: {
    year: 2022,
    paperUrl: 'https://doi.org/10.1038/s42003-022-03634-z',
    objects: ['cell'],
    modalities: ['brightfield', 'fluorescence'],
    stains: [],
    tissues: ['bacteria'],
    images: null,
    cells: null,
    imageSizes: null,
    pixelSizes: null,
    split: 'train and test',
    access: 'open',
    steps: [
      'Download the mixed set from Zenodo (record 5551009), or single sets (records 5550933, 5550935, 5639253 and 6400327); no account is needed.',
      'Unpack it into a folder DeepBacs. It holds training and test, each with source and target.',
    ],
    commands: [
      'npx cellboard import deepbacs DeepBacs/ --part test',
      'npx cellboard import deepbacs DeepBacs/ --part train --dataset deepbacs-train',
    ],
    notes: [
      'The mixed set holds copies of images of the single sets: import one of both.',
      'Some single sets hold classes instead of cells. The import refuses label images of that kind.',
      'Files do not say the species for sure; only the strain JE2 is named.',
    ],
    checked: false,
    sources: [
      'https://zenodo.org/records/5551009',
      'https://zenodo.org/records/5550933',
      'https://zenodo.org/records/5550935',
      'https://zenodo.org/records/5639253',
      'https://zenodo.org/records/6400327',
      'https://doi.org/10.1038/s42003-022-03634-z',
    ],
  },
});

export const omnipose = importable({
  slug: 'omnipose',
  name: 'Omnipose',
  description:
    'Bacteria of many strains and shapes, among them long filaments, in phase contrast and fluorescence. Its worms are left out.',
  licence: 'CC-BY-NC-3.0',
  redistributable: false,
  sourceUrl: 'https://osf.io/xmury',
  citation:
    'Cutler K. J. et al. Omnipose: a high-precision morphology-independent solution for bacterial cell segmentation. Nature Methods 19, 1438–1448 (2022). https://doi.org/10.1038/s41592-022-01639-4',
  facts: {
    year: 2022,
    paperUrl: 'https://doi.org/10.1038/s41592-022-01639-4',
    objects: ['cell'],
    modalities: ['phase contrast', 'fluorescence'],
    stains: [],
    tissues: ['bacteria'],
    images: null,
    cells: null,
    imageSizes: 'vary',
    pixelSizes: null,
    split: 'train and test',
    access: 'open',
    steps: [
      'Download the datasets from the project at OSF (xmury) as one archive; no account is needed.',
      'Unpack it into a folder Omnipose. It holds bact_phase and bact_fluor, each with train_sorted and test_sorted.',
    ],
    commands: [
      'npx cellboard import omnipose Omnipose/ --part phase-test --dataset omnipose',
      'npx cellboard import omnipose Omnipose/ --part fluor-test --dataset omnipose-fluor',
    ],
    notes: [
      'Images of a strain are grouped: which of them show one field is not said.',
      'Filaments touch themselves, and one id may be in several pieces.',
      'Files that end in _flows hold what a model learned from and are not read.',
    ],
    checked: false,
    sources: ['https://osf.io/xmury', 'https://doi.org/10.1038/s41592-022-01639-4'],
  },
});

export const yeaZ = importable({
  slug: 'yeaz',
  name: 'YeaZ',
  description: 'Yeast in phase contrast, partly as movies, and in brightfield at six exposures.',
  licence: 'not stated',
  redistributable: false,
  sourceUrl: 'https://www.epfl.ch/labs/lpbs/data-and-software/',
  citation:
    'Dietler N. et al. A convolutional neural network segments yeast microscopy images with high accuracy. Nature Communications 11 (2020). https://doi.org/10.1038/s41467-020-19557-4',
  facts: {
    year: 2020,
    paperUrl: 'https://doi.org/10.1038/s41467-020-19557-4',
    objects: ['cell'],
    modalities: ['phase contrast', 'brightfield'],
    stains: [],
    tissues: ['yeast'],
    images: null,
    cells: null,
    imageSizes: null,
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download gold-standard-PhC-plus-2.tar.gz and gold-standard-BF-V-1.tar.gz through the page of the laboratory.',
      'Unpack both into a folder YeaZ. It holds a folder of each name.',
    ],
    commands: [
      'npx cellboard import yeaz YeaZ/ --part phase --dataset yeaz',
      'npx cellboard import yeaz YeaZ/ --part brightfield --dataset yeaz-brightfield',
    ],
    notes: [
      'It is said to have 10,422 cells in phase contrast and 3,841 in brightfield, each at six exposures; they were not counted.',
      'Each frame of a movie is an image; frames are grouped. Frames without any cell are left out, since they may not be annotated.',
      'The six exposures of a field are not independent, and nothing groups them: intervals in brightfield are too narrow.',
    ],
    checked: false,
    sources: ['https://www.epfl.ch/labs/lpbs/data-and-software/', 'https://doi.org/10.1038/s41467-020-19557-4'],
  },
});
