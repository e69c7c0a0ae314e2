import { published, type CatalogModel } from './catalog-model.ts';

export const starDist: CatalogModel = {
  slug: 'stardist',
  name: 'StarDist',
  description:
    'Predicts for every pixel how far the border of its nucleus is in 32 directions; of the star-convex polygons that overlap, the most probable one stays.',
  developer: 'Schmidt, Weigert, Broaddus and Myers',
  learningMethod: 'supervised',
  backbone: 'U-Net with star-convex polygons, 32 rays',
  paramCount: 1_425_222,
  licence: 'BSD-3-Clause',
  paperUrl: 'https://arxiv.org/abs/1806.03535',
  codeUrl: 'https://github.com/stardist/stardist',
  weightsAvailable: true,
  installSnippet:
    'pip install tensorflow stardist\nstardist-predict2d -i images/*.tif -m 2D_versatile_fluo -o predictions/',
  ineligible: null,
  facts: {
    year: 2018,
    objects: ['nucleus'],
    weightsLicence: null,
    writes:
      '<image>.stardist.tif (32-bit label image); from Python also polygons as a zip of ImageJ ROIs (export_imagej_rois)',
    bring: 'Submit the .stardist.tif files, or the zip archives of ROIs, as they are.',
    notes: [
      'Parameters: 1,425,222 with the fluorescence weights, 1,425,798 with those for H&E.',
      'Both fluorescence weights were trained on the same 447 images of DSB2018, so DSB2018 is not unseen for them.',
      'The H&E weights were trained on the training images of MoNuSeg, and so on all of Kumar.',
      'Normalise images to their percentiles 1 and 99.8.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/stardist/stardist',
      'https://arxiv.org/abs/1806.03535',
      'https://monuseg.grand-challenge.org/Data/',
      'https://zenodo.org/record/1175282',
    ],
  },
  candidates: [
    published({ slug: '2d-versatile-fluo', name: '2D_versatile_fluo', sources: ['dsb2018'] }),
    published({ slug: '2d-versatile-he', name: '2D_versatile_he', sources: ['monuseg', 'tnbc'] }),
    published({ slug: '2d-paper-dsb2018', name: '2D_paper_dsb2018', sources: ['dsb2018'] }),
  ],
};

export const hoverNet: CatalogModel = {
  slug: 'hover-net',
  name: 'HoVer-Net',
  description:
    'Nuclei in stained tissue: maps of the horizontal and vertical distance to the centre of a nucleus separate touching nuclei; another branch predicts their types.',
  developer: 'Graham et al.',
  learningMethod: 'supervised',
  backbone: 'Preact-ResNet50 with HV maps',
  paramCount: null,
  licence: 'MIT',
  paperUrl: 'https://doi.org/10.1016/j.media.2019.101563',
  codeUrl: 'https://github.com/vqdang/hover_net',
  weightsAvailable: true,
  installSnippet:
    'git clone https://github.com/vqdang/hover_net\ncd hover_net\nconda env create -f environment.yml\nconda activate hovernet\npip install torch==1.6.0 torchvision==0.7.0',
  ineligible: null,
  facts: {
    year: 2019,
    objects: ['nucleus'],
    weightsLicence: 'The weights carry the terms of the datasets they were trained on.',
    writes: 'json/<image>.json (outlines), mat/<image>.mat (label image inst_map), qupath/<image>.tsv',
    bring: 'Submit the folder mat or the folder json as it is. inst_map keeps holes, so prefer mat.',
    notes: [
      'Parameters: 37,639,626 for the fast variant with six types, 54,744,457 for the original with five, 45,028,676 for the original without types.',
      'PanNuke and MoNuSAC have weights of the fast variant; CoNSeP, Kumar and CPM17 of the original.',
      'The weights for CoNIC belong to the code in the branch conic of the repository.',
      'For images at 40×, 0.25 µm per pixel.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/vqdang/hover_net',
      'https://github.com/vqdang/hover_net/tree/conic',
      'https://doi.org/10.1016/j.media.2019.101563',
    ],
  },
  candidates: [
    published({ slug: 'pannuke', name: 'PanNuke', sources: ['pannuke'] }),
    published({ slug: 'monusac', name: 'MoNuSAC', sources: ['monusac'] }),
    published({ slug: 'consep', name: 'CoNSeP', sources: ['consep'] }),
    published({ slug: 'kumar', name: 'Kumar', sources: ['kumar'] }),
    published({ slug: 'cpm17', name: 'CPM17', sources: ['cpm-17'] }),
    published({ slug: 'conic', name: 'CoNIC', sources: ['conic'] }),
  ],
};

export const instanSeg: CatalogModel = {
  slug: 'instanseg',
  name: 'InstanSeg',
  description:
    'Embeds pixels so that those of one cell lie together, from any number of channels, and runs as one TorchScript file, also inside QuPath.',
  developer: 'Goldsborough et al.',
  learningMethod: 'supervised',
  backbone: 'U-Net embeddings with a small MLP',
  paramCount: 3_824_719,
  licence: 'Apache-2.0',
  paperUrl: 'https://doi.org/10.48550/arXiv.2408.15954',
  codeUrl: 'https://github.com/instanseg/instanseg',
  weightsAvailable: true,
  installSnippet: 'pip install instanseg-torch',
  ineligible: null,
  facts: {
    year: 2024,
    objects: ['cell', 'nucleus'],
    weightsLicence: 'Apache-2.0; its authors ask users to respect the licences of the training data.',
    writes:
      '<image>_instanseg_prediction.tiff, 32 bits: (height, width), or (2, height, width) with nuclei first and cells second; also .geojson',
    bring:
      'Submit the TIFF files of a run for nuclei alone or cells alone. If a file has two planes, save the one that the task asks for as a file of its own.',
    notes: [
      'The number of parameters is that of the backbone.',
      'It needs to know the pixel size; its weights expect 0.5 µm.',
      'The training data of brightfield_nuclei is that of version 0.1.1.',
      'Its authors say that fluorescence_nuclei_and_cells was trained on CPDMI 2023 alone.',
      'For multiplexed images see also https://doi.org/10.1101/2024.09.04.611150.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/instanseg/instanseg',
      'https://github.com/instanseg/instanseg/releases/tag/instanseg_models_v0.1.1',
      'https://github.com/instanseg/instanseg/issues/41',
      'https://doi.org/10.48550/arXiv.2408.15954',
      'https://doi.org/10.1101/2024.09.04.611150',
    ],
  },
  candidates: [
    published({
      slug: 'brightfield-nuclei',
      name: 'brightfield_nuclei',
      sources: ['tnbc', 'lynsec', 'nuinsseg', 'ihc-tma', 'consep'],
    }),
    published({
      slug: 'fluorescence-nuclei-and-cells',
      name: 'fluorescence_nuclei_and_cells',
      sources: ['cpdmi-2023'],
    }),
  ],
};

export const cellSeg: CatalogModel = {
  slug: 'cellseg',
  name: 'CellSeg',
  description: 'Mask R-CNN for nuclei in highly multiplexed fluorescence images, with measurements of every cell.',
  developer: 'Lee et al.',
  learningMethod: 'supervised',
  backbone: 'Mask R-CNN (ResNet-FPN)',
  paramCount: null,
  licence: 'MIT',
  paperUrl: 'https://doi.org/10.1186/s12859-022-04570-9',
  codeUrl: 'https://github.com/michaellee1/CellSeg',
  weightsAvailable: true,
  installSnippet: 'git clone https://github.com/michaellee1/CellSeg',
  ineligible: null,
  facts: {
    year: 2022,
    objects: ['nucleus'],
    weightsLicence: null,
    writes: 'outlines as text for ImageJ, tables (.csv, .fcs), and pictures of outlines (…growthNmask.tif)',
    bring:
      'None of these files is a label image. Save the numbered masks of its notebook as 16-bit TIFF files with the names of the images, and submit the folder.',
    notes: [
      'It separates cells; lists that call it semantic are wrong.',
      'What its weights were trained on was not verified.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/michaellee1/CellSeg',
      'https://michaellee1.github.io/CellSegSite/index.html',
      'https://doi.org/10.1186/s12859-022-04570-9',
    ],
  },
  candidates: [published({ slug: 'default', name: 'Published weights', sources: null })],
};
