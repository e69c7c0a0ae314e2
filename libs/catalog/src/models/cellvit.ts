import type { NewCandidate } from '@cellboard/contract';
import { published, type CatalogModel } from './catalog-model.ts';

/** The magnification for these weights; it is 40 for the others. */
const at20 = (candidate: NewCandidate): NewCandidate => ({ ...candidate, settings: { magnification: 20 } });

export const cellViT: CatalogModel = {
  slug: 'cellvit',
  name: 'CellViT',
  description:
    'A vision transformer for nuclei in H&E images, with their classes: HoVer-Net’s maps, decoded from features of a pre-trained encoder.',
  developer: 'Hörst et al.',
  learningMethod: 'supervised',
  backbone: 'ViT-S (HIPT) or SAM ViT-H with a U-Net-like decoder',
  paramCount: null,
  licence: 'Apache-2.0 with Commons Clause',
  paperUrl: 'https://doi.org/10.48550/arXiv.2306.15350',
  codeUrl: 'https://github.com/TIO-IKIM/CellViT',
  weightsAvailable: true,
  installSnippet:
    'git clone https://github.com/TIO-IKIM/CellViT.git\ncd CellViT\nconda env create -f environment.yml\nconda activate cellvit_env\n' +
    'python3 preprocessing/patch_extraction/main_extraction.py --wsi_paths images/ --wsi_extension tiff --output_path patches/ --patch_size 1024 --patch_overlap 6.25 --min_intersection_ratio 0 && ' +
    'python3 cell_segmentation/inference/cell_detection.py --model CellViT-SAM-H --geojson process_dataset --wsi_paths images/ --wsi_extension tiff --patch_dataset_path patches/',
  ineligible: null,
  facts: {
    year: 2023,
    objects: ['nucleus'],
    weightsLicence: 'Apache-2.0 with Commons Clause',
    writes: 'cells.json for each slide, in a folder cell_detection; with --geojson also cells.geojson',
    bring:
      'Write one file for each image, with the name of the image, and submit the folder. Coordinates must be those of the image: if you enlarged it first, scale them back.',
    notes: [
      'The published weights were trained on 90 % of all three folds of PanNuke, so no fold of it is unseen.',
      'The encoder of CellViT-256 was pre-trained without labels on slides of TCGA, from which many public datasets are cut. Its authors do not list the slides, so the rest of its training data counts as not disclosed.',
      'The encoder of CellViT-SAM-H is that of Segment Anything, trained on the photographs of SA-1B.',
      'It needs to know the magnification: there are weights for 40× and for 20×. For the latter add --magnification 20 before process_dataset.',
      'Download the weights by the links of its README and save them under the name that stands after --model.',
      'It reads whole slides. Save each image as a tiled TIFF with its magnification and pixel size first.',
      'Put an image of fewer than 992 pixels a side, such as those of PanNuke and CoNIC, into the upper left corner of a white one of 1024×1024 first. It pads smaller ones at the left and at the top, and its outlines are then off by 992 minus the side.',
      'Its patches of 1024×1024 overlap by 64 pixels; a nucleus that two of them see is kept once. With --min_intersection_ratio 0 it keeps patches with little tissue too, which it leaves out otherwise, and with them the whole image.',
    ],
    checkedOn: '2026-11-30',
    sources: ['https://github.com/TIO-IKIM/CellViT', 'https://doi.org/10.48550/arXiv.2306.15350'],
  },
  candidates: [
    published({ slug: 'sam-h-x40', name: 'CellViT-SAM-H', sources: ['pannuke', 'sa-1b'] }),
    at20(published({ slug: 'sam-h-x20', name: 'CellViT-SAM-H-x20', sources: ['pannuke', 'sa-1b'] })),
    published({ slug: '256-x40', name: 'CellViT-256', sources: ['pannuke'], complete: false }),
    at20(published({ slug: '256-x20', name: 'CellViT-256-x20', sources: ['pannuke'], complete: false })),
  ],
};
