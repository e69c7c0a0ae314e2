import type { Submission } from '@cellboard/contract';

/**
 * The submissions that keep their checkpoint off the board or leave an older result there: of each checkpoint the
 * newest one, where it was rejected.
 *
 * @param submissions of one task, newest first
 */
export function rejectedOf(submissions: readonly Submission[]): Submission[] {
  const seen = new Set<string>();
  return submissions.filter(({ checkpointId, status }) => {
    const newest = !seen.has(checkpointId);
    seen.add(checkpointId);
    return newest && status === 'rejected';
  });
}
