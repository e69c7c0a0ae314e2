import {
  CandidateId,
  ImageId,
  SubmissionId,
  type Image,
  type LeaderboardRow,
  type Leaderboard,
  type Metric,
  type Submission,
} from '@cellboard/contract';

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A metric in [0, 1] where more is better, unless told otherwise. */
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

/** The n-th row of a board: complete, ranked n, without scores unless told. */
export function aRow(n: number, change: Partial<LeaderboardRow> = {}): LeaderboardRow {
  return {
    rank: n,
    candidateId: CandidateId.parse(uuid(n)),
    submissionId: SubmissionId.parse(uuid(100 + n)),
    model: `model-${String(n)}`,
    modelName: `Model ${String(n)}`,
    candidate: 'default',
    candidateName: 'Default',
    developer: 'The Laboratory',
    scores: {},
    imageCount: 10,
    missingCount: 0,
    evaluatedAt: '2026-01-02T03:04:05.000Z',
    ...change,
  };
}

/** A small board with one metric of each direction. */
export function aBoard(rows: LeaderboardRow[]): Leaderboard {
  return {
    task: {
      slug: 'nuclei',
      name: 'Nuclei',
      description: '',
      object: 'nucleus',
      primaryMetric: 'f1@0.5',
      imageCount: 10,
      cellCount: 200,
      candidateCount: rows.length,
    },
    aggregation: 'mean',
    metrics: [
      aMetric('mHD', { name: 'Hausdorff', direction: 'lower', unit: 'px', range: [0, null] }),
      aMetric('f1@0.5', { name: 'F1 at 0.5' }),
      aMetric('truthCells', { name: 'True cells', direction: 'none', range: [0, null] }),
    ],
    rows,
  };
}

/** An evaluation at work on its third image of ten. */
export function aSubmission(n: number, change: Partial<Submission> = {}): Submission {
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
    predictionCount: 10,
    scoredCount: 3,
    rejection: null,
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
    cellType: 'nuclei',
    modality: 'fluorescence',
    width: 320,
    height: 240,
    cellCount: n,
    ...change,
  };
}
