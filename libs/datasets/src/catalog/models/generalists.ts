import type { CatalogModel } from '../catalog-entry.ts';

const deepCellLicence = 'modified Apache-2.0, non-commercial academic use only';

export const cellSam: CatalogModel = {
  slug: 'cellsam',
  name: 'CellSAM',
  description:
    'A detector finds a box around every cell, and Segment Anything outlines what each box holds. For cells in culture and tissue, bacteria and yeast.',
  developer: 'Israel et al.',
  learningMethod: 'supervised',
  backbone: 'SAM ViT-B with AnchorDETR boxes',
  paramCount: null,
  licence: deepCellLicence,
  paperUrl: 'https://doi.org/10.1101/2023.11.17.567630',
  codeUrl: 'https://github.com/vanvalenlab/cellSAM',
  weightsAvailable: true,
  installSnippet: 'pip install git+https://github.com/vanvalenlab/cellSAM.git',
  ineligible: null,
  facts: {
    year: 2023,
    objects: ['cell', 'nucleus'],
    weightsLicence: deepCellLicence,
    writes: 'nothing by itself: segment_cellular_image returns a label image of 32-bit integers',
    bring:
      'Save the first array that it returns, with np.save or tifffile.imwrite, under the name of the image, and hand in the folder.',
    notes: [
      'Its authors publish their dataset behind an account at https://users.deepcell.org. They say that it holds data of Cellpose; which others was not verified.',
    ],
    sources: ['https://github.com/vanvalenlab/cellSAM', 'https://doi.org/10.1101/2023.11.17.567630'],
  },
  candidates: [{ slug: 'general', name: 'General', trainingData: null }],
};

export const microSam: CatalogModel = {
  slug: 'micro-sam',
  name: 'micro-SAM',
  description:
    'Segment Anything fine-tuned for microscopy, with a decoder that finds all cells without prompts. Known also as µSAM and Segment Anything for Microscopy.',
  developer: 'Archit et al.',
  learningMethod: 'supervised',
  backbone: 'SAM ViT-T, ViT-B or ViT-L with a decoder',
  paramCount: null,
  licence: 'MIT',
  paperUrl: 'https://www.nature.com/articles/s41592-024-02580-4',
  codeUrl: 'https://github.com/computational-cell-analytics/micro-sam',
  weightsAvailable: true,
  installSnippet:
    'conda install -c conda-forge micro_sam\nmicro_sam.automatic_segmentation -i image.tif -o image_labels.tif -m vit_b_lm',
  ineligible: null,
  facts: {
    year: 2024,
    objects: ['cell', 'nucleus'],
    weightsLicence: null,
    writes: 'a TIFF label image, compressed',
    bring: 'Hand in the TIFF files as they are.',
    notes: [
      'Its training data is that of the training script its authors publish for the models of light microscopy. Weights have been released more than once; newer ones may have seen more.',
      'Models for electron microscopy and histopathology exist too. They are other candidates: add them by name.',
    ],
    sources: [
      'https://github.com/computational-cell-analytics/micro-sam',
      'https://github.com/computational-cell-analytics/micro-sam/blob/master/doc/finetuned_models.md',
      'https://github.com/computational-cell-analytics/micro-sam/tree/master/finetuning/generalists/training/light_microscopy',
      'https://www.nature.com/articles/s41592-024-02580-4',
    ],
  },
  candidates: ['vit_b_lm', 'vit_l_lm', 'vit_t_lm'].map((name) => ({
    slug: name.replaceAll('_', '-'),
    name,
    trainingData: [
      'TissueNet',
      'LIVECell',
      'DeepBacs',
      'NeurIPS 2022 cell segmentation challenge',
      'DSB2018',
      'PlantSeg (root)',
    ],
  })),
};

export const mesmer: CatalogModel = {
  slug: 'mesmer',
  name: 'Mesmer',
  description:
    'Whole cells and nuclei in multiplexed images of tissue, from a channel of nuclei and one of membranes. Part of DeepCell.',
  developer: 'Greenwald et al.',
  learningMethod: 'supervised',
  backbone: 'ResNet50 with feature pyramid (PanopticNet)',
  paramCount: null,
  licence: deepCellLicence,
  paperUrl: 'https://www.nature.com/articles/s41587-021-01094-0',
  codeUrl: 'https://github.com/vanvalenlab/deepcell-tf',
  weightsAvailable: true,
  installSnippet: 'pip install deepcell',
  ineligible: null,
  facts: {
    year: 2021,
    objects: ['cell', 'nucleus'],
    weightsLicence: deepCellLicence,
    writes:
      'mask.tif of shape (1, height, width, 1), or with both compartments (1, height, width, 2): whole cells first, nuclei second',
    bring:
      'Hand in the TIFF files; axes of length 1 are dropped. Run cells and nuclei one after the other, with --compartment whole-cell or nuclear, so that each file holds one label image.',
    notes: [
      'It wants to know the side of a pixel (image_mpp); its weights expect 0.5 µm.',
      'Its weights are downloaded with an account at https://users.deepcell.org.',
    ],
    sources: [
      'https://github.com/vanvalenlab/deepcell-tf',
      'https://github.com/vanvalenlab/deepcell-tf/blob/master/deepcell/applications/mesmer.py',
      'https://www.nature.com/articles/s41587-021-01094-0',
    ],
  },
  candidates: [{ slug: 'multiplex', name: 'MultiplexSegmentation', trainingData: ['TissueNet'] }],
};

export const lacss: CatalogModel = {
  slug: 'lacss',
  name: 'LACSS',
  description:
    'One head finds where cells are and another outlines them, so that it can be trained on points alone. For two and three dimensions.',
  developer: 'Shrestha, Kuang and Yu',
  learningMethod: 'weakly supervised or supervised',
  backbone: 'ConvNeXt with location and segmentation heads',
  paramCount: null,
  licence: 'MIT',
  paperUrl: 'https://www.nature.com/articles/s42003-023-04608-5',
  codeUrl: 'https://github.com/jiyuuchc/lacss',
  weightsAvailable: true,
  installSnippet: 'pip install lacss',
  ineligible: null,
  facts: {
    year: 2023,
    objects: ['cell', 'nucleus'],
    weightsLicence: null,
    writes: 'nothing by itself: Predictor.predict returns a label image, contours or boxes with masks, and scores',
    bring:
      'Ask for output_type="label", save pred_label with np.save or tifffile.imwrite under the name of the image, and hand in the folder.',
    notes: [
      'Its authors give 40 million parameters for small-2dL, small-2dC and small-2dN, 60 million for small and 152 million for base.',
      'What small and base were trained on is not told beside their weights.',
    ],
    sources: [
      'https://github.com/jiyuuchc/lacss',
      'https://pypi.org/project/lacss/',
      'https://www.nature.com/articles/s42003-023-04608-5',
    ],
  },
  candidates: [
    { slug: 'small-2dl', name: 'small-2dL', trainingData: ['LIVECell'] },
    { slug: 'small-2dc', name: 'small-2dC', trainingData: ['Cellpose', 'Cellpose cyto2 (images sent in by users)'] },
    { slug: 'small-2dn', name: 'small-2dN', trainingData: ['NeurIPS 2022 cell segmentation challenge'] },
    { slug: 'small', name: 'small', trainingData: null },
    { slug: 'base', name: 'base', trainingData: null },
  ],
};
