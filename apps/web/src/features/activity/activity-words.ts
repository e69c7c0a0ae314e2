import type { Submission, SystemStatus } from '@cellboard/contract';

/** Whether something is being prepared or evaluated, so that the page should look again soon. */
export function isBusy(status: SystemStatus | undefined, unfinished: readonly Submission[]): boolean {
  const demo = status?.demo.state;
  return demo === 'preparing' || demo === 'evaluating' || unfinished.length > 0;
}

const images = (n: number): string => (n === 1 ? '1 image' : `${String(n)} images`);

/** Progress for those who hear the page: only quarters are told, so that the words change seldom. */
export function spokenProgress(unfinished: readonly Submission[]): string {
  if (unfinished.length === 0) return '';
  const total = unfinished.reduce((sum, { imageCount }) => sum + imageCount, 0);
  const scored = unfinished.reduce((sum, { scoredCount }) => sum + scoredCount, 0);
  const quarter = total > 0 ? Math.floor((scored / total) * 4) * 25 : 0;
  const models = unfinished.length === 1 ? '1 evaluation is' : `${String(unfinished.length)} evaluations are`;
  return `${models} under way, about ${String(quarter)} % of ${images(total)} scored.`;
}

/** What the demonstration is doing, in one line; null where it does nothing. */
export function demoWords({ demo }: SystemStatus): string | null {
  const { state, done, total } = demo;
  const count = total > 0 ? `: ${String(done)} of ${images(total)}` : '';
  if (state === 'preparing') return `Preparing the demonstration data${count}`;
  if (state === 'evaluating') return `Evaluating the built-in models${count}`;
  return null;
}
