import { AnnotationProblemEntity } from './annotation-problem.entity.ts';
import { ApiTokenEntity } from './api-token.entity.ts';
import { AuditEntryEntity } from './audit-entry.entity.ts';
import { BoardEntryEntity } from './board-entry.entity.ts';
import { CandidateEntity } from './candidate.entity.ts';
import { CellPartEntity } from './cell-part.entity.ts';
import { CellRecordEntity } from './cell-record.entity.ts';
import { CuratedDatasetEntity } from './curated-dataset.entity.ts';
import { DatasetVersionEntity } from './dataset-version.entity.ts';
import { DatasetEntity } from './dataset.entity.ts';
import { DeveloperEntity } from './developer.entity.ts';
import { EvaluationAttemptEntity } from './evaluation-attempt.entity.ts';
import { EvaluationEntity } from './evaluation.entity.ts';
import { ImageScoreEntity } from './image-score.entity.ts';
import { ImageEntity } from './image.entity.ts';
import { LabelFileEntity } from './label-file.entity.ts';
import { MailedTokenEntity } from './mailed-token.entity.ts';
import { MetricSetEntity } from './metric-set.entity.ts';
import { MetricVersionEntity } from './metric-version.entity.ts';
import { MetricEntity } from './metric.entity.ts';
import { ModelEntity } from './model.entity.ts';
import { PasskeyChallengeEntity } from './passkey-challenge.entity.ts';
import { PasskeyEntity } from './passkey.entity.ts';
import { PerformanceEntity } from './performance.entity.ts';
import { PredictionEntity } from './prediction.entity.ts';
import { RecoveryCodeEntity } from './recovery-code.entity.ts';
import { SecondFactorEntity } from './second-factor.entity.ts';
import { SessionEntity } from './session.entity.ts';
import { SigningKeyEntity } from './signing-key.entity.ts';
import { SignInSignalEntity } from './sign-in-signal.entity.ts';
import { SourcePartEntity } from './source-part.entity.ts';
import { SourceEntity } from './source.entity.ts';
import { StoredFileEntity } from './stored-file.entity.ts';
import { SubmissionEntity } from './submission.entity.ts';
import { TaskAliasEntity } from './task-alias.entity.ts';
import { TaskDatasetEntity } from './task-dataset.entity.ts';
import { TaskImageEntity } from './task-image.entity.ts';
import { TaskVersionDatasetEntity } from './task-version-dataset.entity.ts';
import { TaskVersionEntity } from './task-version.entity.ts';
import { TaskEntity } from './task.entity.ts';
import { TeamInvitationEntity } from './team-invitation.entity.ts';
import { TeamMemberEntity } from './team-member.entity.ts';
import { TeamEntity } from './team.entity.ts';
import { ThrottleEntity } from './throttle.entity.ts';
import { UploadEntity } from './upload.entity.ts';
import { WeightsSourceEntity } from './weights-source.entity.ts';
import { WeightsEntity } from './weights.entity.ts';

/** Every entity of the database. */
export const entities = [
  AnnotationProblemEntity,
  ApiTokenEntity,
  AuditEntryEntity,
  BoardEntryEntity,
  CandidateEntity,
  CellPartEntity,
  CellRecordEntity,
  CuratedDatasetEntity,
  DatasetEntity,
  DatasetVersionEntity,
  DeveloperEntity,
  EvaluationAttemptEntity,
  EvaluationEntity,
  ImageEntity,
  ImageScoreEntity,
  LabelFileEntity,
  MailedTokenEntity,
  MetricEntity,
  MetricSetEntity,
  MetricVersionEntity,
  ModelEntity,
  PasskeyChallengeEntity,
  PasskeyEntity,
  PerformanceEntity,
  PredictionEntity,
  RecoveryCodeEntity,
  SecondFactorEntity,
  SessionEntity,
  SignInSignalEntity,
  SigningKeyEntity,
  SourceEntity,
  SourcePartEntity,
  StoredFileEntity,
  SubmissionEntity,
  TaskAliasEntity,
  TaskDatasetEntity,
  TaskEntity,
  TaskImageEntity,
  TaskVersionDatasetEntity,
  TaskVersionEntity,
  TeamEntity,
  TeamInvitationEntity,
  TeamMemberEntity,
  ThrottleEntity,
  UploadEntity,
  WeightsEntity,
  WeightsSourceEntity,
];
