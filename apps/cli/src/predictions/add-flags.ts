import type { CandidateKind } from '@cellboard/contract';
import type { ChoiceFlags } from '../label-choice.ts';
import type { ServerFlags } from '../server/connect.ts';

/** The options of the command line, as commander reads them. */
export interface AddFlags extends ServerFlags, CandidateFlags, ChoiceFlags {
  readonly pair?: string;
  readonly inOrder?: true;
  readonly task?: string;
  readonly dataset?: string;
  readonly model: string;
  readonly modelName?: string;
  readonly developer?: string;
  readonly team?: string;
  readonly candidate?: string;
  readonly new?: true;
  readonly learningMethod?: string;
  readonly codeUrl?: string;
  readonly paperUrl?: string;
  readonly metrics?: string;
  readonly wait: boolean;
  readonly publish?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

/** The options that describe a new candidate. */
export interface CandidateFlags {
  readonly candidateName?: string;
  readonly kind?: CandidateKind;
  readonly weights?: string;
  readonly weightsName?: string;
  readonly weightsFile?: string;
  readonly finetunedFrom?: string;
  readonly trainingData?: string;
  readonly mode?: string;
  readonly setting?: readonly string[];
  readonly tunedOn?: string;
}
