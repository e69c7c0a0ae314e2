import type { LabelReading, ValidationReport } from '@cellboard/contract';
import { FormatError, type FileInput, type LabelChoice, type LabelSet, type Readers } from '@cellboard/formats';
import { unopenedReport, validatePredictions, type Reading, type Target } from './validate-predictions.ts';

/** The set that is checked. */
export interface GivenSet {
  /** Of its file. */
  readonly name: string;
  readonly file: FileInput;
}

/**
 * Opens a set of predictions and checks it against a task, file by file: what the browser and the command line do.
 *
 * @returns the report, and the opened set if it could be opened
 */
export async function checkSet(
  target: Target,
  { name, file }: GivenSet,
  { readers, ...reading }: Omit<Reading, 'check'> & { readonly readers: Pick<Readers, 'openLabelSet'> },
): Promise<{ readonly report: ValidationReport; readonly set?: LabelSet }> {
  let set: LabelSet;
  try {
    set = await readers.openLabelSet(file, name);
  } catch (error) {
    if (error instanceof FormatError) return { report: unopenedReport(target, error.message) };
    throw error;
  }
  const { report } = await validatePredictions(target, set.listing, { ...reading, check: set.check });
  return { report, set };
}

/** How label images are read, in the words of a submission. */
export function choiceOfReading(reading: LabelReading | null): LabelChoice {
  const { array, ...choice } = reading ?? {};
  return { ...choice, ...(array !== undefined && { part: array }) };
}
