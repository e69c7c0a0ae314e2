import type { PublicSubmission, SystemStatus } from '@cellboard/contract';
import { counted } from '../../ui/counted.ts';

type Demo = SystemStatus['demo'];

/** Whether the demo is being made or evaluated. */
export const isPreparing = ({ state }: Demo): boolean => state === 'preparing' || state === 'evaluating';

/** The submissions that wait or run, newest first. */
export function unfinishedOf(activity: readonly PublicSubmission[]): PublicSubmission[] {
  return activity.filter(({ status }) => status === 'queued' || status === 'running');
}

/** The submissions that did not reach the board. */
export function stoppedOf(activity: readonly PublicSubmission[]): PublicSubmission[] {
  return activity.filter(({ status }) => status === 'rejected' || status === 'failed');
}

/** Progress for screen readers, in quarters, so that the text changes seldom. */
export function spokenProgress(unfinished: readonly PublicSubmission[]): string {
  if (unfinished.length === 0) return '';
  const total = unfinished.reduce((sum, { imageCount }) => sum + imageCount, 0);
  const scored = unfinished.reduce((sum, { scoredCount }) => sum + scoredCount, 0);
  const quarter = total > 0 ? Math.floor((scored / total) * 4) * 25 : 0;
  const count = unfinished.length === 1 ? '1 evaluation is' : `${String(unfinished.length)} evaluations are`;
  return `${count} running: about ${String(quarter)} % of ${counted(total, 'image', 'images')} scored.`;
}

/** What the demo is doing, in one line; null where it does nothing. */
export function demoWords({ state, done, total }: Demo): string | null {
  const count = total > 0 ? `: ${String(done)} of ${counted(total, 'image', 'images')}` : '';
  if (state === 'preparing') return `Preparing the demo images${count}`;
  if (state === 'evaluating') return `Evaluating the built-in models on the demo${count}`;
  return null;
}
