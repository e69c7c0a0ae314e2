import {
  CandidateId,
  ImageId,
  SubmissionId,
  type DatasetResult,
  type Image,
  type Leaderboard,
  type LeaderboardRow,
  type Metric,
  type PublicSubmission,
  type Task,
  type TaskDataset,
} from '@cellboard/contract';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A metric in [0, 1] where more is better, unless changed. */
export function aMetric(id: string, change: Partial<Metric> = {}): Metric {
  return {
    id,
    name: id,
    description: `What ${id} measures.`,
    direction: 'higher',
    unit: null,
    range: [0, 1],
    ...change,
  };
}

/** The n-th row of a board: complete, ranked n, on one unseen dataset, without scores unless changed. */
export function aRow(n: number, change: Partial<LeaderboardRow> = {}): LeaderboardRow {
  return {
    rank: n,
    standing: 'ranked',
    candidateId: CandidateId.parse(uuid(n)),
    model: `model-${String(n)}`,
    modelName: `Model ${String(n)}`,
    candidate: 'default',
    candidateName: 'Default',
    kind: 'method',
    developer: 'The Laboratory',
    scores: {},
    results: [aResult('dsb')],
    counted: 1,
    imageCount: 10,
    missingCount: 0,
    evaluatedAt: '2026-01-02T03:04:05.000Z',
    ...change,
  };
}

/** A complete result on ten unseen images, without a score unless changed. */
export function aResult(dataset: string, change: Partial<DatasetResult> = {}): DatasetResult {
  return {
    dataset,
    submissionId: SubmissionId.parse(uuid(100)),
    score: null,
    imageCount: 10,
    missingCount: 0,
    datasetVersion: 1,
    outdated: false,
    counts: true,
    exposure: 'unseen',
    evaluatedAt: '2026-01-02T03:04:05.000Z',
    ...change,
  };
}

/** A dataset as a task takes it. */
export function aTaskDataset(slug: string, change: Partial<TaskDataset> = {}): TaskDataset {
  return {
    slug,
    name: slug,
    version: 1,
    object: 'nucleus',
    licence: 'CC0-1.0',
    imageCount: 10,
    cellCount: 200,
    ...change,
  };
}

/** A task of nuclei on one dataset, unless changed. */
export function aTask(slug: string, change: Partial<Task> = {}): Task {
  return {
    slug,
    name: slug.charAt(0).toUpperCase() + slug.slice(1),
    description: '',
    object: 'nucleus',
    primaryMetric: 'f1@0.5',
    takes: 'all',
    synthetic: false,
    version: 1,
    datasets: [aTaskDataset('dsb', { name: 'DSB' })],
    imageCount: 10,
    cellCount: 200,
    candidateCount: 1,
    ...change,
  };
}

/** A small board of one dataset with one metric of each direction. */
export function aBoard(rows: LeaderboardRow[], change: Partial<Leaderboard> = {}): Leaderboard {
  const metrics = [
    aMetric('mHD', { name: 'Hausdorff', direction: 'lower', unit: 'px', range: [0, null] }),
    aMetric('f1@0.5', { name: 'F1 at 0.5' }),
  ];
  return {
    task: aTask('nuclei', { candidateCount: rows.length }),
    dataset: null,
    aggregation: 'mean',
    metrics,
    mixedVersions: [],
    available: ['mHD', 'f1@0.5', 'truthCells'],
    slice: null,
    overall: null,
    rows,
    activity: [],
    demo: { state: 'ready', done: 1, total: 1 },
    ...change,
  };
}

/** An evaluation at work on its third image of ten. */
export function aSubmission(n: number, change: Partial<PublicSubmission> = {}): PublicSubmission {
  return {
    id: SubmissionId.parse(uuid(100 + n)),
    task: 'nuclei',
    model: `model-${String(n)}`,
    modelName: `Model ${String(n)}`,
    candidate: 'default',
    candidateName: 'Default',
    candidateId: CandidateId.parse(uuid(n)),
    status: 'running',
    imageCount: 10,
    scoredCount: 3,
    datasets: ['dsb'],
    createdAt: '2026-01-02T03:04:05.000Z',
    finishedAt: null,
    ...change,
  };
}

/** The n-th image of a gallery. */
export function anImage(n: number, change: Partial<Image> = {}): Image {
  return {
    id: ImageId.parse(uuid(n)),
    name: `image_${String(n)}`,
    dataset: 'cells',
    object: 'nucleus',
    cellType: 'HeLa',
    modality: 'fluorescence',
    stain: null,
    tissue: null,
    split: null,
    pixelSizeUm: null,
    width: 320,
    height: 240,
    cellCount: n,
    measures: null,
    ...change,
  };
}
