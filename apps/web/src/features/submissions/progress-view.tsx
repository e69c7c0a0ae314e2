import type { SubmissionProgress } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { dayOf, minuteOf } from './moments.ts';
import { ageOf, scoreText, statusWords } from './submission-words.ts';

interface ProgressViewProps {
  readonly progress: SubmissionProgress;
  /** Whether changes arrive as they happen, or are asked for every few seconds. */
  readonly isLive: boolean;
}

/** How far a submission is: the line, the images, the scores so far, what failed, and what happened. */
export function ProgressView({ progress, isLive }: ProgressViewProps): ReactNode {
  const { status, stage, imageCount, scoredCount, failures, log } = progress;
  return (
    <section aria-label="Progress" className="account-part">
      <h2>Progress</h2>
      <p role="status">{sentence(progress)}</p>
      {stage === 'scoring' && (
        <progress max={imageCount} value={scoredCount} aria-label="Images scored" className="submission-progress" />
      )}
      {!progress.isFinal && <DatasetLines progress={progress} />}
      {failures.length > 0 && (
        <>
          <h3>Failed attempts</h3>
          <ol className="submission-log">
            {failures.map(({ at, reason }, i) => (
              <li key={`${at} ${String(i)}`}>
                <time dateTime={at}>{dayOf(at)}</time> <span>{reason}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <h3>What happened</h3>
      <ol className="submission-log">
        {log.map(({ at, text }, i) => (
          <li key={`${at} ${String(i)}`}>
            <time dateTime={at}>{dayOf(at)}</time> <span>{text}</span>
          </li>
        ))}
      </ol>
      {!progress.isFinal && status !== 'open' && (
        <p className="submission-soft">{isLive ? 'Updates as it happens.' : 'Updates every few seconds.'}</p>
      )}
    </section>
  );
}

function sentence({
  status,
  stage,
  position,
  expectedStart,
  scoredCount,
  imageCount,
  attempt,
  attempts,
}: SubmissionProgress): string {
  if (stage === 'waiting') {
    const place = position === null ? '' : ` It is number ${String(position)} in the line.`;
    const start = expectedStart === null ? '' : ` It is likely to start ${soon(expectedStart)}.`;
    return `${statusWords.queued.means}${place}${start}${again(attempt, attempts)}`;
  }
  if (stage === 'scoring')
    return `${String(scoredCount)} of ${counted(imageCount, 'image', 'images')} scored.${again(attempt, attempts)}`;
  return statusWords[status].means;
}

const soon = (moment: string): string =>
  Date.parse(moment) - Date.now() < 60_000 ? 'within a minute' : `${ageOf(moment)}, at ${minuteOf(moment)}`;

const again = (attempt: number, attempts: number): string =>
  attempt > 1 ? ` This is attempt ${String(attempt)} of ${String(attempts)}.` : '';

function DatasetLines({ progress: { datasets } }: { readonly progress: SubmissionProgress }): ReactNode {
  if (datasets.length === 0) return null;
  return (
    <ul className="submission-datasets">
      {datasets.map(({ dataset, state, scoredCount, imageCount, partialScore }) => (
        <li key={dataset}>
          <strong>{dataset}</strong>: {String(scoredCount)} of {counted(imageCount, 'image', 'images')} scored
          {partialScore !== null && (
            <>
              ; {state === 'scored' ? 'score' : 'mean so far'} {scoreText(partialScore)}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
