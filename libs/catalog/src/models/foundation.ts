import { published, type CatalogModel } from './catalog-model.ts';

const maskLists =
  'nothing by itself: a list of boolean masks, one for each object, with scores; masks may overlap and hold each other';

const bringMasks =
  'Drop masks that are larger than a cell, paint the rest into one label image, best score on top, and save it with tifffile.imwrite under the name of the image.';

const zeroShot =
  'It was trained on everyday photographs and videos, part of them not public, and is run as published, without fine-tuning on cells.';

export const cellposeDino: CatalogModel = {
  slug: 'cellpose-dino',
  name: 'Cellpose-DINO',
  description:
    'Version 4.2 of Cellpose added models whose image encoder is DINOv3 in place of that of Segment Anything, with the same head for flows.',
  developer: 'Pachitariu, Rariden and Stringer',
  learningMethod: 'supervised',
  backbone: 'DINOv3 ViT-L or ViT-B encoder with a flow head',
  paramCount: null,
  licence: 'BSD-3-Clause',
  paperUrl: null,
  codeUrl: 'https://github.com/MouseLand/cellpose',
  weightsAvailable: true,
  installSnippet: 'pip install "cellpose>=4.2"\npython -m cellpose --dir images/ --pretrained_model cpdino --save_tif',
  ineligible: null,
  facts: {
    year: 2026,
    objects: ['cell', 'nucleus'],
    weightsLicence: null,
    writes:
      '<image>_cp_masks.png (16 bits) or _cp_masks.tif, <image>_seg.npy, <image>_cp_outlines.txt and <image>_rois.zip',
    bring: 'Run it with --save_tif and submit the _cp_masks.tif or the _seg.npy files as they are.',
    notes: [
      'cpdino has the encoder ViT-L, cpdino-vitb the smaller ViT-B.',
      'What the weights were trained on is not stated where we looked, so no dataset counts as unseen.',
      'In 4.2.1.1 both stop with "name dinov3_vitl16 is not defined" unless the package of DINOv3 is installed too.',
    ],
    checkedOn: '2026-11-29',
    sources: [
      'https://github.com/MouseLand/cellpose',
      'https://github.com/MouseLand/cellpose/pull/1465',
      'https://github.com/MouseLand/cellpose/issues/1474',
      'https://github.com/MouseLand/cellpose/issues/1476',
    ],
  },
  candidates: [
    published({ slug: 'cpdino', name: 'cpdino', sources: null }),
    published({ slug: 'cpdino-vitb', name: 'cpdino-vitb', sources: null }),
  ],
};

export const dinoCell: CatalogModel = {
  slug: 'dinocell',
  name: 'DINOCell',
  description:
    'DINOv2 that went on learning, without labels, from 130,000 microscopy images before it was trained to predict flows and cell probabilities.',
  developer: 'Stillwagon, VandeLoo, Magondu and Forest',
  learningMethod: 'self-supervised, then supervised',
  backbone: 'DINOv2 ViT-B (8×8 patches) with a flow head',
  paramCount: null,
  licence: null,
  paperUrl: 'https://arxiv.org/abs/2604.10609',
  codeUrl: null,
  weightsAvailable: null,
  installSnippet: null,
  ineligible: null,
  facts: {
    year: 2026,
    objects: ['cell'],
    weightsLicence: null,
    writes: null,
    bring: null,
    notes: ['Its authors report SEG 0.784 on LIVECell. We have not checked whether code and weights are public.'],
    checkedOn: '2026-11-29',
    sources: ['https://arxiv.org/abs/2604.10609'],
  },
  candidates: [],
};

export const pathoSam: CatalogModel = {
  slug: 'patho-sam',
  name: 'PathoSAM',
  description:
    'Segment Anything fine-tuned for nuclei in H&E images, with a decoder that finds all of them without prompts. Built on micro-SAM.',
  developer: 'Archit et al.',
  learningMethod: 'supervised',
  backbone: 'SAM ViT-B, ViT-L or ViT-H with a decoder',
  paramCount: null,
  licence: null,
  paperUrl: null,
  codeUrl: 'https://github.com/computational-cell-analytics/patho-sam',
  weightsAvailable: true,
  installSnippet:
    'git clone https://github.com/computational-cell-analytics/patho-sam\ncd patho-sam\nconda env create -f environment.yaml\nconda activate patho-sam\npip install -e .',
  ineligible: null,
  facts: {
    year: 2025,
    objects: ['nucleus'],
    weightsLicence: null,
    writes: 'a TIFF label image, by micro-SAM',
    bring: 'Submit the TIFF files as they are.',
    notes: [
      'Its training script draws training and test images of CPM-15, PUMA and TNBC at random, so all of these count as seen.',
      'MoNuSeg includes all of Kumar, and Lizard parts of CoNSeP, CRAG, DigestPath, GlaS and PanNuke.',
    ],
    checkedOn: '2026-11-29',
    sources: [
      'https://github.com/computational-cell-analytics/patho-sam',
      'https://github.com/computational-cell-analytics/patho-sam/tree/main/finetuning/generalists',
    ],
  },
  candidates: ['b', 'l', 'h'].map((size) =>
    published({
      slug: `vit-${size}-histopathology`,
      name: `vit_${size}_histopathology`,
      sources: ['cpm-15', 'cpm-17', 'lizard', 'monuseg', 'pannuke', 'puma', 'tnbc'],
    }),
  ),
};

export const sam2: CatalogModel = {
  slug: 'sam-2',
  name: 'SAM 2',
  description:
    'Segment Anything in images and videos, run without any training on cells: a grid of points asks for every object in the image.',
  developer: 'Ravi et al.',
  learningMethod: 'supervised',
  backbone: 'Hiera with a mask decoder',
  paramCount: null,
  licence: 'Apache-2.0',
  paperUrl: 'https://arxiv.org/abs/2408.00714',
  codeUrl: 'https://github.com/facebookresearch/sam2',
  weightsAvailable: true,
  installSnippet: 'git clone https://github.com/facebookresearch/sam2\ncd sam2\npip install -e .',
  ineligible: null,
  facts: {
    year: 2024,
    objects: ['cell', 'nucleus'],
    weightsLicence: 'Apache-2.0',
    writes: maskLists,
    bring: `${bringMasks} SAM2AutomaticMaskGenerator makes the list.`,
    notes: [zeroShot],
    checkedOn: '2026-11-29',
    sources: [
      'https://github.com/facebookresearch/sam2',
      'https://huggingface.co/facebook/sam2.1-hiera-large',
      'https://arxiv.org/abs/2408.00714',
    ],
  },
  candidates: [
    {
      ...published({
        slug: 'hiera-large-zero-shot',
        name: 'Hiera-L, zero-shot',
        sources: ['sa-1b', 'sa-v', 'private-images'],
      }),
      mode: 'automatic masks',
    },
  ],
};

export const sam3: CatalogModel = {
  slug: 'sam-3',
  name: 'SAM 3',
  description:
    'Segment Anything with concepts, run without any training on cells: it outlines every object that a short text names, such as "cell" or "nucleus".',
  developer: 'Carion et al.',
  learningMethod: 'supervised',
  backbone: 'DETR-based detector with a shared vision encoder',
  paramCount: null,
  licence: 'SAM License',
  paperUrl: null,
  codeUrl: 'https://github.com/facebookresearch/sam3',
  weightsAvailable: true,
  installSnippet: 'git clone https://github.com/facebookresearch/sam3.git\ncd sam3\npip install -e .',
  ineligible: null,
  facts: {
    year: 2025,
    objects: ['cell', 'nucleus'],
    weightsLicence: 'SAM License',
    writes: maskLists,
    bring: bringMasks,
    notes: [
      'It is published with a licence of its own; read its terms before you use its weights.',
      'Scores depend on the prompt. Add a candidate for each prompt, with the prompt in its settings.',
      'Its training data includes images of many domains that are not all listed, so no dataset counts as unseen.',
    ],
    checkedOn: '2026-11-29',
    sources: ['https://github.com/facebookresearch/sam3'],
  },
  candidates: ['cell', 'nucleus'].map((prompt) => ({
    ...published({ slug: 'sam3', name: 'SAM 3', sources: ['sa-co'], complete: false }),
    slug: `zero-shot-${prompt}`,
    name: `Zero-shot, prompt "${prompt}"`,
    mode: 'text prompt',
    settings: { prompt },
  })),
};
