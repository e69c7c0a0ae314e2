import {
  AddPredictions,
  EvaluateChunk,
  MailSubmissionEnd,
  MakeLabelFiles,
  MakePictures,
  MeasureImages,
  PrepareDemo,
  PredictChunk,
  RecordCells,
  RescoreBoards,
} from './job-payloads.ts';
import type { Job } from './job.ts';

/**
 * Each image has its own time limit, and heartbeats detect dead workers, so this limit is only a last resort.
 */
const EVALUATION_SECONDS = 12 * 60 * 60;

export const evaluateChunk: Job<EvaluateChunk> = {
  name: 'evaluate-chunk',
  payload: EvaluateChunk,
  awaited: true,
  seconds: EVALUATION_SECONDS,
};
export const predictChunk: Job<PredictChunk> = { name: 'predict-chunk', payload: PredictChunk, awaited: true };
export const mailSubmissionEnd: Job<MailSubmissionEnd> = {
  name: 'mail-submission-end',
  payload: MailSubmissionEnd,
  background: true,
};
export const prepareDemo: Job<PrepareDemo> = { name: 'prepare-demo', payload: PrepareDemo, single: true };
export const rescoreBoards: Job<RescoreBoards> = { name: 'rescore-boards', payload: RescoreBoards, single: true };

/** Every file may have to be read again after an update; each has its own time limit. */
const READING_SECONDS = 12 * 60 * 60;

export const measureImages: Job<MeasureImages> = {
  name: 'measure-images',
  payload: MeasureImages,
  single: true,
  seconds: READING_SECONDS,
  background: true,
};
export const makeLabelFiles: Job<MakeLabelFiles> = {
  name: 'make-label-files',
  payload: MakeLabelFiles,
  single: true,
  seconds: READING_SECONDS,
  background: true,
};
export const makePictures: Job<MakePictures> = {
  name: 'make-pictures',
  payload: MakePictures,
  single: true,
  seconds: READING_SECONDS,
  background: true,
};

export const recordCells: Job<RecordCells> = {
  name: 'record-cells',
  payload: RecordCells,
  seconds: READING_SECONDS,
  background: true,
};

/** Each file of a set has its own time limit. */
export const addPredictions: Job<AddPredictions> = {
  name: 'add-predictions',
  payload: AddPredictions,
  awaited: true,
  seconds: READING_SECONDS,
};

/** Every kind of job. Each gets its own queue at the start. */
export const jobs: readonly Job[] = [
  addPredictions,
  evaluateChunk,
  predictChunk,
  mailSubmissionEnd,
  prepareDemo,
  rescoreBoards,
  measureImages,
  makeLabelFiles,
  makePictures,
  recordCells,
];
