import type { Submission } from '@cellboard/contract';

/**
 * The submissions that keep their candidate off the board or leave an older result there: of each candidate the
 * newest one, where it was rejected.
 *
 * @param submissions of one task, newest first
 */
export function rejectedOf(submissions: readonly Submission[]): Submission[] {
  const seen = new Set<string>();
  return submissions.filter(({ candidateId, status }) => {
    const newest = !seen.has(candidateId);
    seen.add(candidateId);
    return newest && status === 'rejected';
  });
}
