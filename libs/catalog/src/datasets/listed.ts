import type { DatasetFacts } from '@cellboard/contract';
import type { CatalogDataset } from './catalog-dataset.ts';

const binary = 'Its masks only tell cells from the background, so that cells that touch cannot be told apart.';
const bySoftware = 'Its truth was made by software, so that scores would say how much a model resembles that software.';
const unpublished = 'How its files are arranged is not published well enough to read them without a guess.';

/** A dataset that people ask for and that no task can be made of. */
interface Listed extends Pick<CatalogDataset, 'slug' | 'name' | 'description' | 'licence'> {
  /** Why no task can be made of it. */
  readonly reason: string;
  readonly modality: string;
  /** Where this is from; the first is the dataset's own page. */
  readonly sources: readonly [string, ...string[]];
  readonly facts?: Partial<DatasetFacts>;
}

function listed({ reason, modality, sources, facts = {}, ...card }: Listed): CatalogDataset {
  return {
    ...card,
    object: null,
    source: card.slug,
    redistributable: false,
    sourceUrl: sources[0],
    citation: null,
    layout: card.slug,
    facts: {
      year: null,
      paperUrl: null,
      objects: [],
      modalities: [modality],
      stains: [],
      tissues: [],
      images: null,
      cells: null,
      imageSizes: null,
      pixelSizes: null,
      split: null,
      access: 'open',
      steps: ['Read the page of the dataset, if you want to use it for something else.'],
      commands: [],
      ineligible: reason,
      notes: ['The import refuses it for this reason.'],
      checked: false,
      sources: [...sources],
      ...facts,
    },
  };
}

const torchEm = 'https://github.com/constantinpape/torch-em';

/** Datasets that are listed so that nobody looks for them in vain. */
export const listedDatasets: readonly CatalogDataset[] = [
  listed({
    slug: 'aisegcell',
    name: 'aiSEGcell',
    description:
      'Nuclei and cells in brightfield images, with masks that were made from fluorescence. More than 60 GB.',
    licence: 'not verified',
    reason: binary,
    modality: 'brightfield',
    sources: [torchEm],
  }),
  listed({
    slug: 'bbbc005',
    name: 'BBBC005',
    description: 'Fluorescence images of cells that were drawn by software, at several degrees of blur.',
    licence: 'not verified',
    reason: binary,
    modality: 'fluorescence',
    sources: ['https://bbbc.broadinstitute.org/BBBC005'],
  }),
  listed({
    slug: 'bbbc006',
    name: 'BBBC006',
    description:
      'U2OS cells in two channels, Hoechst and phalloidin, at 34 focal planes; 768 fields are in focus (z 16).',
    licence: 'CC0-1.0 (not verified)',
    reason:
      'Its label images are said to be computed by CellProfiler, not drawn by hand, and nobody has confirmed otherwise.',
    modality: 'fluorescence',
    sources: ['https://bbbc.broadinstitute.org/BBBC006', 'https://doi.org/10.1177/1087057111420292'],
    facts: { year: 2012, stains: ['Hoechst', 'phalloidin'], tissues: ['U2OS'], images: 768, imageSizes: '696×520' },
  }),
  listed({
    slug: 'bccd',
    name: 'BCCD',
    description: 'Blood cells in smears, with masks. Several datasets have this name; this is the one of Kaggle.',
    licence: 'not verified',
    reason: binary,
    modality: 'brightfield',
    sources: [torchEm],
    facts: { access: 'account' },
  }),
  listed({
    slug: 'cellpose-nuclei',
    name: 'Cellpose Nuclei',
    description:
      'The images that the nuclei models of Cellpose were trained on: about half of DSB2018, ISBI 2009 (LPC NucSeg) and others.',
    licence: 'not public in full',
    reason: 'It is not public in full, so that nobody can import the images that models were trained and tested on.',
    modality: 'fluorescence',
    sources: ['https://github.com/MouseLand/cellpose/issues/240', 'https://github.com/MouseLand/cellpose/issues/431'],
    facts: {
      year: 2020,
      images: 1139,
      access: 'request',
      notes: [
        'The import refuses it for this reason.',
        'Import DSB2018 or LPC NucSeg instead, which lie in it. Models that were trained on it have seen both in part.',
      ],
    },
  }),
  listed({
    slug: 'immunocto',
    name: 'Immunocto',
    description:
      'Immune cells in H&E-stained tissue of colorectal cancer, in pieces of 64×64 pixels with masks by SAM.',
    licence: 'not verified',
    reason: bySoftware,
    modality: 'brightfield',
    sources: ['https://arxiv.org/abs/2406.02618', 'https://zenodo.org/records/11073373'],
    facts: { stains: ['H&E'], imageSizes: '64×64' },
  }),
  listed({
    slug: 'koyuncu-nucleussegdata',
    name: 'Koyuncu NucleusSegData',
    description: 'Nuclei of Huh7 and HepG2 cells, stained with Hoechst.',
    licence: 'research only',
    reason: unpublished,
    modality: 'fluorescence',
    // The page itself has no https address.
    sources: [torchEm],
    facts: {
      year: 2018,
      stains: ['Hoechst'],
      tissues: ['Huh7', 'HepG2'],
      images: 37,
      cells: 2661,
      imageSizes: '1024×768',
      notes: [
        'The import refuses it for this reason.',
        'Its page is www.cs.bilkent.edu.tr/~gunduz/downloads/NucleusSegData/. The truths are text files, whose form it does not describe.',
      ],
    },
  }),
  listed({
    slug: 'nuclick-ihc',
    name: 'NuClick IHC',
    description: 'Lymphocytes in tissue stained by immunohistochemistry.',
    licence: 'not verified',
    reason: 'Only its lymphocytes are annotated, so that other nuclei would count as invented.',
    modality: 'brightfield',
    sources: ['https://warwick.ac.uk/fac/cross_fac/tia/data/nuclick/'],
    facts: { stains: ['IHC'] },
  }),
  listed({
    slug: 'orgaextractor',
    name: 'OrgaExtractor',
    description: 'Organoids of the colon in brightfield.',
    licence: 'not verified',
    reason: 'Not all of its organoids are annotated, so that the others would count as invented.',
    modality: 'brightfield',
    sources: ['https://github.com/tpark16/orgaextractor', 'https://www.nature.com/articles/s41598-023-46485-2'],
    facts: { year: 2023 },
  }),
  listed({
    slug: 'orion-crc',
    name: 'ORION-CRC',
    description: 'Whole slides of colorectal cancer in H&E and multiplexed fluorescence of the same section.',
    licence: 'not verified',
    reason: bySoftware,
    modality: 'brightfield',
    sources: ['https://github.com/labsyspharm/orion-crc', 'https://zenodo.org/records/7637988'],
    facts: { stains: ['H&E'] },
  }),
  listed({
    slug: 'pan-multiplex',
    name: 'Pan-Multiplex',
    description: 'Multiplexed images of several platforms, made to tell which markers cells have.',
    licence: 'not verified',
    reason: bySoftware,
    modality: 'multiplexed fluorescence',
    sources: ['https://huggingface.co/datasets/JLrumberger/Pan-Multiplex-Gold-Standard'],
    facts: { year: 2025, paperUrl: 'https://doi.org/10.1038/s41592-025-02826-9' },
  }),
  listed({
    slug: 'sinus',
    name: 'SiNuS',
    description: 'Single nuclei in tissue of breast cancer, stained by dual in situ hybridisation for grading.',
    licence: 'not verified',
    reason: 'Only nuclei that are fit for grading are annotated, so that the others would count as invented.',
    modality: 'brightfield',
    sources: ['https://data.mendeley.com/datasets/gtjrgwbntc/2', 'https://doi.org/10.1016/j.dib.2026.112934'],
    facts: { year: 2026, tissues: ['breast'] },
  }),
  listed({
    slug: 'vampire',
    name: 'VAMPIRE',
    description: 'Mouse fibroblasts stained with phalloidin, with masks that a CellProfiler pipeline made.',
    licence: 'not verified',
    reason: bySoftware,
    modality: 'fluorescence',
    sources: [torchEm],
    facts: { stains: ['phalloidin'], images: 60, imageSizes: '1280×1024' },
  }),
  listed({
    slug: 'yeastcellseg',
    name: 'YeastCellSeg',
    description: 'Yeast in brightfield.',
    licence: 'not verified',
    reason: binary,
    modality: 'brightfield',
    sources: ['https://zenodo.org/records/344879', 'https://doi.org/10.1109/ISBI.2014.6868107'],
    facts: { year: 2014, images: 15, imageSizes: '1024×1024' },
  }),
  listed({
    slug: 'yeastms',
    name: 'YeastMS',
    description: 'Yeast in microstructures, in brightfield; cells and the traps that hold them are outlined.',
    licence: 'MIT',
    reason: 'Its files are Python pickles, which can run programs when they are opened. They are never read here.',
    modality: 'brightfield',
    sources: [
      'https://christophreich1996.github.io/yeast_in_microstructures_dataset/',
      'https://arxiv.org/abs/2304.07597',
    ],
    facts: {
      year: 2023,
      paperUrl: 'https://arxiv.org/abs/2304.07597',
      tissues: ['yeast'],
      images: 493,
      imageSizes: '256×256',
      split: 'training, validation and test',
      notes: [
        'The import refuses it for this reason.',
        'Convert its files to label images with a tool of your own, and import these as a folder. Leave out the traps, which are class 1.',
      ],
    },
  }),
  listed({
    slug: 'yeastnet',
    name: 'YeastNet',
    description: 'Budding yeast in brightfield, the training images of the model of that name.',
    licence: 'not verified',
    reason: unpublished,
    modality: 'brightfield',
    sources: ['https://github.com/kaernlab/YeastNet'],
  }),
  listed({
    slug: 'yit',
    name: 'YIT',
    description:
      'The Yeast Image Toolkit: movies of yeast with which programs for segmentation and tracking were compared.',
    licence: 'not verified',
    reason: unpublished,
    modality: 'brightfield',
    sources: ['https://github.com/Fafa87/EP'],
    facts: { year: 2014 },
  }),
];
