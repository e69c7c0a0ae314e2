import type { CatalogModel } from '../catalog-entry.ts';

const halfOfThem =
  'Cellpose Nuclei gathers images of several sources; about half of them are from the 2018 Data Science Bowl, so that DSB2018 is not unseen.';

const writes =
  '<image>_cp_masks.png (16 bits) or _cp_masks.tif, <image>_seg.npy, <image>_cp_outlines.txt and <image>_rois.zip';

const bring =
  'Run it with --save_tif and hand in the _cp_masks.tif, or the _cp_masks.png, or the _seg.npy: all are read as they are. The PNG is not written for images without cells, nor for those with more than 65,535.';

const nonCommercial =
  'The weights are published with the code; its authors note that they were trained on data under CC BY-NC.';

export const cellpose: CatalogModel = {
  slug: 'cellpose',
  name: 'Cellpose',
  description:
    'Predicts for every pixel whether it belongs to a cell and in which direction its centre lies; following these flows gathers the pixels of each cell. Versions 1 to 3.',
  developer: 'Stringer et al.',
  learningMethod: 'supervised',
  backbone: 'residual U-Net with gradient flows',
  paramCount: 6_600_845,
  licence: 'BSD-3-Clause',
  paperUrl: 'https://www.nature.com/articles/s41592-020-01018-x',
  codeUrl: 'https://github.com/MouseLand/cellpose',
  weightsAvailable: true,
  installSnippet:
    'pip install "cellpose<4"\npython -m cellpose --dir images/ --pretrained_model cyto3 --diameter 0 --save_tif',
  ineligible: null,
  facts: {
    year: 2020,
    objects: ['cell', 'nucleus'],
    weightsLicence: nonCommercial,
    writes,
    bring,
    notes: [
      'The number of parameters is that of the network of version 3.1.1.1.',
      halfOfThem,
      'Scores depend on the diameter of the cells that it is told, and on its thresholds for flow and probability.',
      'Of the training data of cyto3, its authors name TissueNet and LIVECell; the rest is taken from the datasets for which they publish models of their own beside it.',
    ],
    sources: [
      'https://github.com/MouseLand/cellpose',
      'https://cellpose.readthedocs.io/en/v3.1.1.1/models.html',
      'https://github.com/MouseLand/cellpose/issues/854',
      'https://github.com/MouseLand/cellpose/issues/936',
      'https://github.com/MouseLand/cellpose/blob/main/paper/3.0/README.md',
    ],
  },
  candidates: [
    {
      slug: 'cyto3',
      name: 'cyto3',
      trainingData: [
        'Cellpose',
        'Cellpose cyto2 (images sent in by users)',
        'Cellpose Nuclei',
        'DSB2018',
        'TissueNet',
        'LIVECell',
        'Omnipose',
        'YeaZ',
        'DeepBacs',
      ],
    },
    { slug: 'cyto', name: 'cyto', trainingData: ['Cellpose'] },
    { slug: 'cyto2', name: 'cyto2', trainingData: ['Cellpose', 'Cellpose cyto2 (images sent in by users)'] },
    { slug: 'nuclei', name: 'nuclei', trainingData: ['Cellpose Nuclei', 'DSB2018'] },
    { slug: 'tissuenet-cp3', name: 'tissuenet_cp3', trainingData: ['TissueNet'] },
    { slug: 'livecell-cp3', name: 'livecell_cp3', trainingData: ['LIVECell'] },
  ],
};

export const cellposeSam: CatalogModel = {
  slug: 'cellpose-sam',
  name: 'Cellpose-SAM',
  description:
    'Version 4 of Cellpose: the image encoder of Segment Anything with a head that predicts the flows of Cellpose. One set of weights for all kinds of images.',
  developer: 'Pachitariu, Rariden and Stringer',
  learningMethod: 'supervised',
  backbone: 'SAM ViT-L encoder with a flow head',
  paramCount: null,
  licence: 'BSD-3-Clause',
  paperUrl: 'https://www.biorxiv.org/content/10.1101/2025.04.28.651001v1',
  codeUrl: 'https://github.com/MouseLand/cellpose',
  weightsAvailable: true,
  installSnippet: 'pip install cellpose\npython -m cellpose --dir images/ --save_tif',
  ineligible: null,
  facts: {
    year: 2025,
    objects: ['cell', 'nucleus'],
    weightsLicence: nonCommercial,
    writes,
    bring,
    notes: [
      halfOfThem,
      'Its authors count 18 public datasets in its training data. EVICAN is not one of them.',
      'A badge of its README names the GPL, its licence file the BSD licence of three clauses.',
    ],
    sources: [
      'https://github.com/MouseLand/cellpose',
      'https://huggingface.co/mouseland/cellpose-sam',
      'https://www.biorxiv.org/content/10.1101/2025.04.28.651001v1',
    ],
  },
  candidates: [
    {
      slug: 'cpsam',
      name: 'cpsam',
      trainingData: [
        'Cellpose',
        'Cellpose Nuclei',
        'DSB2018',
        'TissueNet',
        'LIVECell',
        'Omnipose',
        'YeaZ',
        'DeepBacs',
        'NeurIPS 2022 cell segmentation challenge',
        'MoNuSeg',
        'MoNuSAC',
        'CryoNuSeg',
        'NuInsSeg',
        'BCCD',
        'CPM 15 and 17',
        'TNBC',
        'LyNSeC',
        'IHC TMA',
        'CoNIC',
        'PanNuke',
      ],
    },
  ],
};
