import {
  CandidateId,
  type Candidate,
  type Dataset,
  type DatasetDetails,
  type DatasetFacts,
  type Model,
  type ModelFacts,
  type ModelResult,
  type Provenance,
  type QualityReport,
  type Weights,
} from '@cellboard/contract';

/** What a catalogue knows of a dataset of cells in phase contrast. */
export function someFacts(change: Partial<DatasetFacts> = {}): DatasetFacts {
  return {
    year: 2021,
    paperUrl: 'https://doi.org/10.1000/cells',
    objects: ['cell'],
    modalities: ['phase contrast'],
    stains: [],
    tissues: ['HeLa'],
    images: 5239,
    cells: 1686352,
    imageSizes: '704×520',
    pixelSizes: '1.24 µm',
    split: null,
    access: 'open',
    steps: ['Download https://example.org/images.zip.', 'Unpack it.'],
    commands: ['npx cellboard import coco Cells/'],
    ineligible: null,
    notes: ['Outlines overlap.'],
    checked: false,
    sources: ['https://example.org/cells/'],
    ...change,
  };
}

/** A dataset that is only catalogued, unless changed. */
export function aDataset(slug: string, change: Partial<Dataset> = {}): Dataset {
  return {
    slug,
    name: slug,
    object: null,
    source: slug,
    synthetic: false,
    description: `What ${slug} is.`,
    licence: 'CC-BY-NC-4.0',
    redistributable: false,
    sourceUrl: 'https://example.org/',
    citation: 'Somebody et al. (2021).',
    version: null,
    published: false,
    retired: false,
    boards: [],
    imageCount: 0,
    cellCount: 0,
    facts: someFacts(),
    ...change,
  };
}

/** A dataset of which images are here. */
export const here = { version: 1, published: true, imageCount: 48, cellCount: 2000 } as const;

/** A dataset with all there is to know, without boards unless changed. */
export function someDetails(slug: string, change: Partial<DatasetDetails> = {}): DatasetDetails {
  const unknown = { provenance: null, quality: null, publishedAt: null, versions: [], trained: [] };
  const files = { downloads: [], croissant: false };
  return { ...aDataset(slug), ...unknown, ...files, ...change };
}

/** Where the truths of a version come from: so many files. */
export function someProvenance(files: number): Provenance {
  return {
    layout: 'coco',
    part: 'test',
    outlined: 'cell',
    overlap: 'smaller',
    files: Array.from({ length: files }, (_, i) => ({
      name: `part-${String(i)}.json`,
      bytes: 1_500_000,
      sha256: 'a'.repeat(64),
    })),
    software: 'cellboard 1.2.3',
  };
}

/** A report without findings, unless changed. */
export function aReport(change: Partial<QualityReport> = {}): QualityReport {
  return {
    images: 48,
    withoutTruth: 0,
    cells: 2000,
    clusters: [],
    channels: [{ channels: 1, images: 48 }],
    sizes: [{ width: 704, height: 520, images: 48 }],
    pixelSizeUm: null,
    pixelSizeKnown: 0,
    cellsPerImage: { least: 0, p5: 10, median: 40, p95: 90, greatest: 120 },
    cellArea: { least: 8, p5: 30, median: 210.5, p95: 1000, greatest: 14210 },
    coverage: 0.125,
    totals: {},
    findings: [],
    ...change,
  };
}

/** What a catalogue knows of a model of nuclei. */
export function someModelFacts(change: Partial<ModelFacts> = {}): ModelFacts {
  return {
    year: 2018,
    objects: ['nucleus'],
    weightsLicence: 'Weights carry the terms of their data.',
    writes: '<image>.tif label images',
    bring: 'Submit the .tif files.',
    notes: ['Normalise first.'],
    checkedOn: '2026-11-23',
    sources: ['https://example.org/model'],
    ...change,
  };
}

/** Weights that have declared two sources, one of them by the weights they began from. */
export function someWeights(change: Partial<Weights> = {}): Weights {
  return {
    slug: 'fluo',
    name: 'Fluorescence weights',
    sha256: null,
    parent: null,
    sources: [
      { slug: 'livecell', name: 'LIVECell', inherited: true },
      { slug: 'elsewhere', name: 'Elsewhere', inherited: false },
    ],
    complete: true,
    note: null,
    ...change,
  };
}

/** A candidate of the n-th id with weights. */
export function aCandidate(slug: string, change: Partial<Candidate> = {}, n = 1): Candidate {
  return {
    id: CandidateId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
    kind: 'method',
    weights: someWeights(),
    mode: null,
    settings: {},
    tunedOn: null,
    lastVerifiedAt: null,
    ...change,
  };
}

/** A place on the board of a dataset, second of seven. */
export function aPlace(change: Partial<ModelResult> = {}): ModelResult {
  return {
    task: 'nuclei',
    taskName: 'Nuclei',
    dataset: 'dsb',
    datasetName: 'DSB',
    candidate: 'fluo',
    candidateName: 'Fluo',
    metric: 'f1@0.5',
    metricName: 'F1 at 0.5',
    score: 0.8124,
    rank: 2,
    rankedCount: 7,
    reading: null,
    ...change,
  };
}

/** A model with one candidate that has declared its training data. */
export function aModel(slug: string, change: Partial<Model> = {}): Model {
  return {
    slug,
    name: slug,
    description: `What ${slug} does.`,
    developer: 'The Laboratory',
    learningMethod: 'supervised',
    backbone: 'U-Net',
    paramCount: 1_425_222,
    licence: 'MIT',
    paperUrl: 'https://doi.org/10.1000/model',
    codeUrl: 'https://example.org/code',
    weightsAvailable: true,
    installSnippet: 'pip install model\nmodel run',
    builtIn: false,
    ineligible: null,
    facts: someModelFacts(),
    candidates: [aCandidate('fluo')],
    boardCount: 0,
    ...change,
  };
}
