import type { Submission } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { scoreText } from './submission-words.ts';

/** The scores of some submissions to one task side by side, and how far each is from the first. */
export function ScoreComparison({ submissions }: { readonly submissions: readonly Submission[] }): ReactNode {
  const [first] = submissions;
  if (!first || submissions.length < 2) return null;
  if (submissions.some(({ task }) => task !== first.task))
    return <p role="status">Scores are compared within one task. Select submissions to the same task.</p>;
  const datasets = [...new Set(submissions.flatMap((one) => one.datasets.map(({ dataset }) => dataset)))].sort();
  const scoreOf = (one: Submission, dataset: string) =>
    one.datasets.find((row) => row.dataset === dataset)?.score ?? null;
  return (
    <section aria-label="Comparison" className="account-part">
      <h2>Comparison by {first.metric}</h2>
      <div className="submission-scroll" role="region" aria-label="Scores side by side" tabIndex={0}>
        <table className="submission-table">
          <thead>
            <tr>
              <th scope="col">Dataset</th>
              {submissions.map(({ id, number, modelName, candidateName }) => (
                <th key={id} scope="col">
                  No. {number}: {modelName}, {candidateName}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {datasets.map((dataset) => (
              <tr key={dataset}>
                <th scope="row">{dataset}</th>
                {submissions.map((one) => (
                  <td key={one.id}>
                    {scoreText(scoreOf(one, dataset))}
                    {one !== first && (
                      <span className="submission-soft"> {apart(scoreOf(one, dataset), scoreOf(first, dataset))}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The difference with its sign; nothing where one of the two is missing. */
function apart(score: number | null, from: number | null): string {
  if (score === null || from === null) return '';
  const difference = score - from;
  return `(${difference < 0 ? '−' : '+'}${scoreText(Math.abs(difference))})`;
}
