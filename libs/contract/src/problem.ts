/** What can go wrong for a person. The codes are public: clients branch on them, so none is ever renamed. */
export type ProblemCode =
  | 'CHECKPOINT_NOT_FOUND'
  | 'DATASET_EMPTY'
  | 'DATASET_EXISTS'
  | 'DATASET_NOT_FOUND'
  | 'DATASET_PUBLISHED'
  | 'FILE_NOT_FOUND'
  | 'FILE_TOO_LARGE'
  | 'FILE_UNREADABLE'
  | 'IMAGE_EXISTS'
  | 'IMAGE_NOT_FOUND'
  | 'MODEL_EXISTS'
  | 'MODEL_INELIGIBLE'
  | 'MODEL_NOT_FOUND'
  | 'OPERATOR_ONLY'
  | 'PREDICTION_UNREADABLE'
  | 'REQUEST_INVALID'
  | 'SUBMISSION_CLOSED'
  | 'SUBMISSION_EMPTY'
  | 'SUBMISSION_NOT_FOUND'
  | 'SUBMISSION_NOT_REJECTED'
  | 'TASK_EXISTS'
  | 'TASK_NOT_FOUND'
  | 'TASK_TOO_SMALL';

/** An expected failure: what happened and what to do now. Everything else is a bug, and stays an Error. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
