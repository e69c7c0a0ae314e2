import { importable } from './importable.ts';

export const sBsst265 = importable({
  slug: 's-bsst265',
  name: 'S-BSST265',
  description:
    'Nuclei in fluorescence images of tissue sections, touch imprints, cytospins and cells grown on slides, mostly of neuroblastoma, annotated by biologists and pathologists.',
  licence: 'CC0-1.0',
  redistributable: true,
  sourceUrl: 'https://www.ebi.ac.uk/biostudies/files/S-BSST265/dataset.zip',
  citation:
    'Kromp F. et al. An annotated fluorescence image dataset for training nuclear segmentation methods. Scientific Data 7, 262 (2020). https://doi.org/10.1038/s41597-020-00608-w',
  facts: {
    year: 2020,
    paperUrl: 'https://doi.org/10.1038/s41597-020-00608-w',
    objects: ['nucleus'],
    modalities: ['fluorescence'],
    stains: ['DAPI'],
    tissues: ['neuroblastoma', 'ganglioneuroblastoma', 'Wilms tumour', 'normal cells'],
    images: 79,
    cells: 7813,
    imageSizes: 'vary',
    pixelSizes: '0.323 µm (20×), 0.161 µm (40×), 0.102 µm (63×)',
    split: 'training and test, 42 and 37 images, as image_description.csv says',
    access: 'open',
    steps: [
      'Download dataset.zip from BioStudies (S-BSST265); no account is needed.',
      'Unpack it into a folder S-BSST265. Keep rawimages, groundtruth and image_description.csv.',
    ],
    commands: ['npx cellboard import s-bsst265 S-BSST265/'],
    notes: [
      'Magnification, diagnosis, preparation and split of each image come from image_description.csv. The patient is not given.',
      'singlecell_groundtruth holds some nuclei of the test images only. It is not read.',
      'All its images are grey, but some files have three or four channels. One plane of these is imported: where the channels are equal one of them, else the brightest value of each pixel. The import names these images.',
      'It is also known as IFNuclei. Whether S-BIAD634 holds the same images is not confirmed.',
    ],
    checked: false,
    sources: [
      'https://www.ebi.ac.uk/biostudies/files/S-BSST265/dataset.zip',
      'https://doi.org/10.1038/s41597-020-00608-w',
    ],
  },
});

export const bbbc039 = importable({
  slug: 'bbbc039',
  name: 'BBBC039',
  description: 'Nuclei of U2OS cells in a chemical screen, stained with Hoechst, outlined by hand.',
  licence: 'CC0-1.0',
  redistributable: true,
  sourceUrl: 'https://bbbc.broadinstitute.org/BBBC039',
  citation:
    'Caicedo J. C. et al. Evaluation of deep learning strategies for nucleus segmentation in fluorescence images. Cytometry A (2019). https://doi.org/10.1002/cyto.a.23863',
  facts: {
    year: 2019,
    paperUrl: 'https://doi.org/10.1002/cyto.a.23863',
    objects: ['nucleus'],
    modalities: ['fluorescence'],
    stains: ['Hoechst'],
    tissues: ['U2OS'],
    images: 200,
    cells: 23_165,
    imageSizes: '696×520',
    pixelSizes: null,
    split: 'lists of training, validation and test images in metadata.zip',
    access: 'open',
    steps: [
      'Download images.zip, masks.zip and metadata.zip from the page of BBBC039; no account is needed.',
      'Unpack all three into a folder BBBC039. It holds images, masks and metadata.',
    ],
    commands: ['npx cellboard import bbbc039 BBBC039/'],
    notes: [
      'In the first channel of a mask, a connected part of one value is a nucleus. Masks that are only read as "above 0" have 19,565 of 23,165 nuclei, because those that touch merge.',
      'A small fraction of it is in BBBC038 too, which is DSB2018.',
      'Images of one well are grouped.',
    ],
    checked: false,
    sources: ['https://bbbc.broadinstitute.org/BBBC039', 'https://doi.org/10.1002/cyto.a.23863'],
  },
});

export const aitslabBioimaging1 = importable({
  slug: 'aitslab-bioimaging1',
  name: 'Aitslab-bioimaging1',
  description:
    'Nuclei, micronuclei and fragments of nuclei of U2OS cells, stained with Hoechst, in images of high-content screens.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/6657260',
  citation:
    'Arvidsson M., Rashed S. K., Aits S. An annotated high-content fluorescence microscopy dataset with Hoechst 33342-stained nuclei and manually labelled outlines. Data in Brief 46, 108769 (published online in 2022, in print in 2023). https://doi.org/10.1016/j.dib.2022.108769',
  facts: {
    year: 2022,
    paperUrl: 'https://doi.org/10.1016/j.dib.2022.108769',
    objects: ['nucleus'],
    modalities: ['fluorescence'],
    stains: ['Hoechst'],
    tissues: ['U2OS'],
    images: 50,
    cells: null,
    imageSizes: null,
    pixelSizes: null,
    split: '30 training, 10 development and 10 test images',
    access: 'open',
    steps: [
      'Download training_nuclei.zip, development_nuclei.zip and test_nuclei.zip from Zenodo (record 6657260); no account is needed.',
      'Unpack them into a folder Aitslab. It holds a folder of each name, with images and annotations.',
    ],
    commands: [
      'npx cellboard import aitslab-bioimaging1 Aitslab/',
      'npx cellboard import aitslab-bioimaging1 Aitslab/ --part test --dataset aitslab-bioimaging1-test',
    ],
    notes: [
      'A connected part of one colour is an object. Micronuclei and fragments of nuclei are objects too.',
      'Its authors speak of more than 2,000 objects.',
      'Whether colours are smoothed at the edges is not confirmed. If so, rims would count as objects; look at the first images.',
    ],
    checked: false,
    sources: ['https://zenodo.org/records/6657260', 'https://doi.org/10.1016/j.dib.2022.108769'],
  },
});

export const lpcNucSeg = importable({
  slug: 'lpc-nucseg',
  name: 'LPC NucSeg',
  description: 'Nuclei of U2OS and NIH3T3 cells, outlined by hand, also known as ISBI 2009.',
  licence: 'not stated (not verified)',
  redistributable: false,
  sourceUrl: 'https://github.com/luispedro/Coelho2009_ISBI_NuclearSegmentation',
  citation:
    'Coelho L. P., Shariff A., Murphy R. F. Nuclear segmentation in microscope cell images: a hand-segmented dataset and comparison of algorithms. ISBI 2009, 518–521. https://doi.org/10.1109/ISBI.2009.5193098',
  facts: {
    year: 2009,
    paperUrl: 'https://doi.org/10.1109/ISBI.2009.5193098',
    objects: ['nucleus'],
    modalities: ['fluorescence'],
    stains: [],
    tissues: ['U2OS', 'NIH3T3'],
    images: 97,
    cells: null,
    imageSizes: null,
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download the repository as an archive and unpack it into a folder LPC.',
      'Keep data/images/dna-images and data/preprocessed-data.',
    ],
    commands: ['npx cellboard import lpc-nucseg LPC/'],
    notes: [
      'It is said to have about 4,009 nuclei; they were not counted.',
      'It is part of Cellpose Nuclei, so models that were trained on that have seen it.',
      'That the files of preprocessed-data hold one number for each nucleus is not confirmed; the import refuses masks that do not.',
    ],
    checked: false,
    sources: [
      'https://github.com/luispedro/Coelho2009_ISBI_NuclearSegmentation',
      'https://doi.org/10.1109/ISBI.2009.5193098',
    ],
  },
});

export const bbbc007 = importable({
  slug: 'bbbc007',
  name: 'BBBC007',
  description: 'Drosophila Kc167 cells in two channels, DNA and actin, with outlines of nuclei and of cells.',
  licence: 'not stated (not verified)',
  redistributable: false,
  sourceUrl: 'https://bbbc.broadinstitute.org/BBBC007',
  citation: 'Image set BBBC007v1, Broad Bioimage Benchmark Collection. https://bbbc.broadinstitute.org/BBBC007',
  facts: {
    year: 2012,
    paperUrl: null,
    objects: ['nucleus', 'cell'],
    modalities: ['fluorescence'],
    stains: ['DNA', 'actin'],
    tissues: ['Kc167'],
    images: 16,
    cells: null,
    imageSizes: 'vary, about 512×512',
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download BBBC007_v1_images.zip and BBBC007_v1_outlines.zip from the page of BBBC007; no account is needed.',
      'Unpack both into a folder BBBC007. It holds a folder of each name.',
    ],
    commands: [
      'npx cellboard import bbbc007 BBBC007/',
      'npx cellboard import bbbc007 BBBC007/ --object cell --dataset bbbc007-cells',
    ],
    notes: [
      'Areas that outlines enclose are taken for objects. Pixels of the outlines belong to no cell and are not scored.',
      'Objects that the border cuts are not closed, so they are lost; a margin of 25 pixels is not scored.',
      'Gaps that cells enclose between them may count as cells. Look at the truths before you publish it.',
    ],
    checked: false,
    sources: ['https://bbbc.broadinstitute.org/BBBC007'],
  },
});
