import type { ReactNode } from 'react';
import { directionSign, formatScore } from '../../ui/format-score.ts';
import { ModelLink } from '../../ui/links.tsx';
import type { CandidatesHere } from '../../viewing/candidates.ts';
import '../../viewing/number-table.css';

/** What every candidate scored on this image, best first by the metric that ranks. */
export function ScoresTable({ here }: { readonly here: CandidatesHere }): ReactNode {
  const { candidates, metrics, primary } = here;
  return (
    <div className="number-box" tabIndex={0} role="region" aria-label="Scores of this image">
      <table className="number-table">
        <thead>
          <tr>
            <th scope="col">Candidate</th>
            {metrics.map((metric) => (
              <th
                key={metric.id}
                scope="col"
                title={metric.description}
                data-primary={metric.id === primary?.id || undefined}
              >
                {metric.name} {directionSign[metric.direction]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ word, modelName, candidateName, scores }) => {
            const [model = '', candidate] = word.split('/');
            return (
              <tr key={word}>
                <th scope="row">
                  <ModelLink model={model} candidate={candidate}>
                    {modelName} · {candidateName}
                  </ModelLink>
                </th>
                {metrics.map((metric) => {
                  const score = scores[metric.id];
                  return (
                    <td key={metric.id}>{score === null || score === undefined ? '–' : formatScore(metric, score)}</td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
