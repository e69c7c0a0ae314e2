import type { NewCandidate, Slug } from '@cellboard/contract';
import { published, type CatalogModel } from './catalog-model.ts';

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
      'Save the first array that it returns, with np.save or tifffile.imwrite, under the name of the image, and submit the folder.',
    notes: [
      'Its authors publish their training data for account holders at https://users.deepcell.org. It includes images of H&E and phase contrast whose origin is not stated, so no dataset counts as unseen.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/vanvalenlab/cellSAM',
      'https://github.com/vanvalenlab/cellSAM/blob/master/paper_evaluation/all_runs.sh',
      'https://doi.org/10.1101/2023.11.17.567630',
    ],
  },
  candidates: [
    published({
      slug: 'general',
      name: 'General',
      sources: ['tissuenet', 'cellpose', 'dsb2018', 'yeaz', 'yeastnet', 'deepbacs', 'omnipose', 'brifiseg'],
      complete: false,
    }),
  ],
};

/** What version 2 of the weights for light microscopy, that of the paper, was trained on. */
const lightMicroscopyV2 = [
  'livecell',
  'deepbacs',
  'tissuenet',
  'plantseg-root',
  'neurips-2022',
  'dsb2018',
  'ctc-bf-c2dl-hsc',
  'ctc-bf-c2dl-musc',
  'ctc-dic-c2dh-hela',
  'ctc-fluo-c2dl-huh7',
  'ctc-fluo-c2dl-msc',
  'ctc-fluo-n2dh-sim',
  'ctc-phc-c2dh-u373',
  'ctc-phc-c2dl-psc',
];

/** What version 4, and version 3 before it, was trained on. */
const lightMicroscopyV4 = [
  ...lightMicroscopyV2,
  'embedseg',
  'yeaz',
  'cpdmi-2023',
  'dynamicnuclearnet',
  'cellpose',
  'omnipose',
  'orgasegment',
];

/** Weights of one size and version, in the ways that they can be run; the usual one first. */
function lightMicroscopy(size: string, version: string, sources: Slug[]): NewCandidate[] {
  const slug = `vit-${size}-lm-${version}`;
  const name = `vit_${size}_lm ${version}`;
  const usual = published({ slug, name, sources });
  return ['AIS', 'APG', 'AMG'].map((mode) => ({
    ...usual,
    slug: `${slug}-${mode.toLowerCase()}`,
    name: `${name}, ${mode}`,
    mode,
  }));
}

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
    bring: 'Submit the TIFF files as they are.',
    notes: [
      'The weights vit_*_lm have been released in several versions: version 2 is that of the paper, version 4 is what a new installation downloads. They were trained on different data.',
      'It finds all cells in three ways: by its decoder (AIS), by prompts that it takes from the decoder (APG), and by a grid of prompts (AMG). Choose one with --mode.',
      'Weights for electron microscopy and histopathology exist too. Add them as candidates of their own.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/computational-cell-analytics/micro-sam',
      'https://github.com/computational-cell-analytics/micro-sam/blob/master/doc/finetuned_models.md',
      'https://github.com/computational-cell-analytics/micro-sam/blob/master/doc/datasets/lm_v2.md',
      'https://github.com/computational-cell-analytics/micro-sam/blob/master/doc/datasets/lm_v4.md',
      'https://github.com/computational-cell-analytics/micro-sam/blob/master/doc/apg.md',
      'https://www.nature.com/articles/s41592-024-02580-4',
    ],
  },
  candidates: [
    ...['b', 'l', 't'].flatMap((size) => lightMicroscopy(size, 'v4', lightMicroscopyV4)),
    ...['b', 'l', 't'].flatMap((size) => lightMicroscopy(size, 'v2', lightMicroscopyV2)),
  ],
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
      'Submit the TIFF files; axes of length 1 are dropped. Run cells and nuclei separately, with --compartment whole-cell or nuclear, so that each file holds one label image.',
    notes: [
      'It needs to know the pixel size (image_mpp); its weights expect 0.5 µm.',
      'Its weights are downloaded with an account at https://users.deepcell.org.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/vanvalenlab/deepcell-tf',
      'https://github.com/vanvalenlab/deepcell-tf/blob/master/deepcell/applications/mesmer.py',
      'https://www.nature.com/articles/s41587-021-01094-0',
    ],
  },
  candidates: [published({ slug: 'multiplex', name: 'MultiplexSegmentation', sources: ['tissuenet'] })],
};

export const lacss: CatalogModel = {
  slug: 'lacss',
  name: 'LACSS',
  description:
    'One head finds where cells are and another outlines them, so it can be trained on points alone. For two and three dimensions.',
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
      'Use output_type="label", save pred_label with np.save or tifffile.imwrite under the name of the image, and submit the folder.',
    notes: [
      'Its authors give 40 million parameters for small-2dL, small-2dC and small-2dN, 60 million for small and 152 million for base.',
      'What small and base were trained on is not stated with their weights.',
    ],
    checkedOn: '2026-11-23',
    sources: [
      'https://github.com/jiyuuchc/lacss',
      'https://pypi.org/project/lacss/',
      'https://www.nature.com/articles/s42003-023-04608-5',
    ],
  },
  candidates: [
    published({ slug: 'small-2dl', name: 'small-2dL', sources: ['livecell'] }),
    published({ slug: 'small-2dc', name: 'small-2dC', sources: ['cellpose', 'cellpose-cyto2'] }),
    published({ slug: 'small-2dn', name: 'small-2dN', sources: ['neurips-2022'] }),
    published({ slug: 'small', name: 'small', sources: null }),
    published({ slug: 'base', name: 'base', sources: null }),
  ],
};
