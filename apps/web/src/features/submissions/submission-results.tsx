import type { Submission, SubmissionPlace } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { scoreText, statusWords } from './submission-words.ts';

interface SubmissionResultsProps {
  readonly submission: Submission;
  readonly places: readonly SubmissionPlace[];
}

/** What came out on each dataset: the score and the rank, or why there is none. */
export function SubmissionResults({
  submission: { task, datasets, metric },
  places,
}: SubmissionResultsProps): ReactNode {
  if (datasets.length === 0) return null;
  return (
    <section aria-label="Results" className="account-part">
      <h2>Results</h2>
      <div className="submission-scroll" role="region" aria-label="Results by dataset" tabIndex={0}>
        <table className="submission-table">
          <thead>
            <tr>
              <th scope="col">Dataset</th>
              <th scope="col">Predictions</th>
              <th scope="col">Status</th>
              <th scope="col">{metric}</th>
              <th scope="col">Rank</th>
            </tr>
          </thead>
          <tbody>
            {datasets.map(({ dataset, version, state, imageCount, predictionCount, score }) => (
              <tr key={dataset}>
                <th scope="row">
                  <Link to="/leaderboards/$task/{-$dataset}" params={{ task, dataset }}>
                    {dataset}
                  </Link>
                  <div className="submission-soft">version {version}</div>
                </th>
                <td data-label="Predictions">
                  {predictionCount} of {counted(imageCount, 'image', 'images')}
                </td>
                <td data-label="Status">{statusWords[state ?? 'open'].label}</td>
                <td data-label={metric}>{scoreText(score)}</td>
                <td data-label="Rank">{rankText(places.find((one) => one.dataset === dataset))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Reports datasets={datasets} />
    </section>
  );
}

/** What its owner has to know of predictions that were not scored, or not as they should be. */
function Reports({ datasets }: Pick<Submission, 'datasets'>): ReactNode {
  return datasets.flatMap(({ dataset, state, report, error, warnings }) =>
    [
      { what: 'Fix these predictions', text: report },
      // An attempt may have failed before another scored it.
      { what: 'What failed', text: state === 'failed' ? error : null },
      { what: 'Warnings', text: warnings },
    ].flatMap(({ what, text }) =>
      text === null
        ? []
        : [
            <details key={`${dataset} ${what}`} open={what !== 'Warnings'}>
              <summary>
                {what}: {dataset}
              </summary>
              <pre className="submission-report">{text}</pre>
            </details>,
          ],
    ),
  );
}

function rankText(place: SubmissionPlace | undefined): string {
  if (!place) return '–';
  return place.rank === null ? 'not ranked' : `${String(place.rank)} of ${String(place.rankedCount)}`;
}
