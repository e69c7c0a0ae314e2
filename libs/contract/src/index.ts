export { requireAccess } from './access/access.ts';
export { can, type Relation, type Subject } from './access/can.ts';
export * from './access/policies.ts';
export * from './access/principal.ts';
export * from './accounts/account.schema.ts';
export * from './accounts/passkey.schema.ts';
export {
  datasetSizes,
  handingOn,
  isLicenceStated,
  isLicenceUnverified,
  licenceClass,
  licenceClasses,
  sizeClassOf,
  type HandingOn,
} from './datasets/dataset-classes.ts';
export { bibTexOf, readCitation, risOf, type Citation, type Cited } from './datasets/citation.ts';
export { cellFiles } from './cells/cell-files.ts';
export * from './cells/cell.schema.ts';
export * from './datasets/dataset-facts.schema.ts';
export { datasetFiles } from './datasets/dataset-files.ts';
export * from './datasets/dataset-statistics.schema.ts';
export * from './datasets/dataset.schema.ts';
export * from './datasets/image-tags.schema.ts';
export * from './datasets/provenance.schema.ts';
export * from './datasets/quality.schema.ts';
export * from './evaluations/evaluation.schema.ts';
export * from './identifiers.ts';
export { imageFiles } from './images/image-files.ts';
export * from './images/image-classes.ts';
export * from './images/image-measures.schema.ts';
export * from './images/image-ranges.schema.ts';
export * from './images/image-ranges.ts';
export * from './images/image-page.schema.ts';
export * from './images/image.schema.ts';
export * from './images/label-formats.ts';
export * from './images/picture-side.ts';
export { issuesInWords } from './issues-in-words.ts';
export * from './leaderboard/leaderboard.schema.ts';
export * from './leaderboard/why.schema.ts';
export * from './receipts/receipt-files.ts';
export * from './receipts/receipt.schema.ts';
export * from './metric.schema.ts';
export * from './models/model.schema.ts';
export * from './page.ts';
export { Problem, type ProblemCode } from './problem.ts';
export { internalDetail, problemDetails, ProblemDetails } from './problem-details.ts';
export { problemTable } from './problem-table.ts';
export { exposure, UNDISCLOSED, type Declared } from './sources/exposure.ts';
export * from './sources/source.schema.ts';
export * from './preflight/validation-report.schema.ts';
export * from './storage/storage.schema.ts';
export * from './submissions/submission-progress.schema.ts';
export * from './submissions/submission.schema.ts';
export { invariantWords } from './system/invariant-words.ts';
export * from './system/invariant.schema.ts';
export * from './system/system.schema.ts';
export * from './tasks/task.schema.ts';
export * from './teams/team.schema.ts';
export * from './uploads/upload.schema.ts';
