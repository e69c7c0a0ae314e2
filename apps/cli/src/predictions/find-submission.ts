import { SubmissionId, type Submission } from '@cellboard/contract';
import { allItems, type CellboardClient } from '@cellboard/sdk';
import { UsageError } from '../usage-error.ts';

/** How people write the number of a submission. */
const numberForm = /^(?:no\.?\s*|#)?(\d{1,9})$/i;

/**
 * Checks what names a submission, before the server is asked.
 *
 * @throws UsageError if it is neither an id nor a number
 */
export function checkSubmission(given: string): void {
  if (numberForm.test(given) || SubmissionId.safeParse(given).success) return;
  throw new UsageError(
    `<submission>: "${given}" is neither the number of a submission, such as 5, nor its id. "cellboard predictions list" shows both.`,
  );
}

/**
 * The submission that its id, or its number in the list, names.
 *
 * @throws UsageError if none has the number
 * @throws CellboardError if the server has none with the id, or cannot be used
 */
export async function findSubmission(client: CellboardClient, given: string): Promise<Submission> {
  const [, digits] = numberForm.exec(given) ?? [];
  if (digits === undefined) return client.api.submissions.get.query({ submission: SubmissionId.parse(given) });
  const submissions = await allItems((page) => client.api.submissions.mine.query(page));
  const found = submissions.find(({ number }) => number === Number(digits));
  if (found) return found;
  throw new UsageError(
    `There is no submission with the number ${digits}. "cellboard predictions list" shows them all.`,
  );
}
