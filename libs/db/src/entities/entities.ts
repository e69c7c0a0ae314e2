import { AuditEntry } from './audit-entry.entity.ts';
import { Candidate } from './candidate.entity.ts';
import { DatasetVersion } from './dataset-version.entity.ts';
import { Dataset } from './dataset.entity.ts';
import { Developer } from './developer.entity.ts';
import { Evaluation } from './evaluation.entity.ts';
import { ImageScore } from './image-score.entity.ts';
import { Image } from './image.entity.ts';
import { Metric } from './metric.entity.ts';
import { Model } from './model.entity.ts';
import { Performance } from './performance.entity.ts';
import { Prediction } from './prediction.entity.ts';
import { Submission } from './submission.entity.ts';
import { TaskImage } from './task-image.entity.ts';
import { Task } from './task.entity.ts';
import { TrainingData } from './training-data.entity.ts';

/** Every entity of the database. */
export const entities = [
  AuditEntry,
  Candidate,
  Dataset,
  DatasetVersion,
  Developer,
  Evaluation,
  Image,
  ImageScore,
  Metric,
  Model,
  Performance,
  Prediction,
  Submission,
  Task,
  TaskImage,
  TrainingData,
];
