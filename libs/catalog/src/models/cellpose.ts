import { published, type CatalogModel } from './catalog-model.ts';

const halfOfThem =
  'Cellpose Nuclei combines images of several sources; about half of them are from the 2018 Data Science Bowl, so DSB2018 is not unseen.';

const writes =
  '<image>_cp_masks.png (16 bits) or _cp_masks.tif, <image>_seg.npy, <image>_cp_outlines.txt and <image>_rois.zip';

const bring =
  'Run it with --save_tif and submit the _cp_masks.tif, the _cp_masks.png or the _seg.npy files as they are. The PNG is not written for images without cells, nor for those with more than 65,535.';

const nonCommercial =
  'The weights are published with the code; its authors note that they were trained on data under CC BY-NC.';

export const cellpose: CatalogModel = {
  slug: 'cellpose',
  name: 'Cellpose',
  description:
    'Predicts for every pixel whether it belongs to a cell and in which direction the centre of that cell lies; following these flows collects the pixels of each cell. Versions 1 to 3.',
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
      'Scores depend on the cell diameter that you set, and on its thresholds for flow and probability.',
      'Of the training data of cyto3, its authors name TissueNet and LIVECell; the rest is taken from the datasets for which they publish models of their own beside it.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/MouseLand/cellpose',
      'https://cellpose.readthedocs.io/en/v3.1.1.1/models.html',
      'https://github.com/MouseLand/cellpose/issues/240',
      'https://github.com/MouseLand/cellpose/issues/431',
      'https://github.com/MouseLand/cellpose/issues/854',
      'https://github.com/MouseLand/cellpose/issues/936',
      'https://github.com/MouseLand/cellpose/blob/main/paper/3.0/README.md',
    ],
  },
  candidates: [
    published({
      slug: 'cyto3',
      name: 'cyto3',
      sources: [
        'cellpose',
        'cellpose-cyto2',
        'cellpose-nuclei',
        'dsb2018',
        'tissuenet',
        'livecell',
        'omnipose',
        'yeaz',
        'deepbacs',
      ],
    }),
    published({ slug: 'cyto', name: 'cyto', sources: ['cellpose'] }),
    published({ slug: 'cyto2', name: 'cyto2', sources: ['cellpose', 'cellpose-cyto2'] }),
    published({ slug: 'nuclei', name: 'nuclei', sources: ['cellpose-nuclei', 'dsb2018', 'lpc-nucseg'] }),
    published({ slug: 'tissuenet-cp3', name: 'tissuenet_cp3', sources: ['tissuenet'] }),
    published({ slug: 'livecell-cp3', name: 'livecell_cp3', sources: ['livecell'] }),
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
      'MoNuSeg includes all of Kumar, and CoNIC is Lizard cut into patches, so these are not unseen either.',
      'A badge in its README names the GPL; its licence file is the three-clause BSD licence.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/MouseLand/cellpose',
      'https://huggingface.co/mouseland/cellpose-sam',
      'https://www.biorxiv.org/content/10.1101/2025.04.28.651001v1',
    ],
  },
  candidates: [
    published({
      slug: 'cpsam',
      name: 'cpsam',
      sources: [
        'cellpose',
        'cellpose-nuclei',
        'dsb2018',
        'tissuenet',
        'livecell',
        'omnipose',
        'yeaz',
        'deepbacs',
        'neurips-2022',
        'monuseg',
        'monusac',
        'cryonuseg',
        'nuinsseg',
        'bccd',
        'cpm-15',
        'cpm-17',
        'tnbc',
        'lynsec',
        'ihc-tma',
        'conic',
        'pannuke',
      ],
    }),
  ],
};
