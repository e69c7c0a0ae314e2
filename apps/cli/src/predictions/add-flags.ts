import type { ServerFlags } from '../server/connect.ts';

/** The options of the command line, as commander reads them. */
export interface AddFlags extends ServerFlags {
  readonly task: string;
  readonly dataset?: string;
  readonly model: string;
  readonly modelName?: string;
  readonly developer?: string;
  readonly candidate?: string;
  readonly candidateName?: string;
  readonly trainingData?: string;
  readonly learningMethod?: string;
  readonly codeUrl?: string;
  readonly paperUrl?: string;
  readonly wait: boolean;
  readonly dryRun?: true;
  readonly json?: true;
}
