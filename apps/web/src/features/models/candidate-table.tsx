import type { Candidate } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';

interface CandidateTableProps {
  readonly candidates: readonly Candidate[];
  /** Slugs of the datasets that have a page, by slug and by name. */
  readonly datasets: ReadonlyMap<string, string>;
}

/** A model's sets of weights, each with the data it has seen. */
export function CandidateTable({ candidates, datasets }: CandidateTableProps): ReactNode {
  return (
    <div className="sheet-table" role="region" aria-label="Candidates, scrolls sideways" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Candidate</th>
            <th scope="col">Trained on</th>
          </tr>
        </thead>
        <tbody>
          {candidates.map(({ id, slug, name, trainingData }) => (
            <tr key={id}>
              <th scope="row">
                {name}
                {name !== slug && <code className="model-slug">{slug}</code>}
              </th>
              <td>
                <TrainingData names={trainingData} datasets={datasets} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface TrainingDataProps {
  readonly names: readonly string[] | null;
  readonly datasets: ReadonlyMap<string, string>;
}

function TrainingData({ names, datasets }: TrainingDataProps): ReactNode {
  if (names === null) return <em>not declared</em>;
  if (names.length === 0) return 'nothing: it does not learn';
  return names.map((name, i) => {
    const slug = datasets.get(name);
    return (
      <Fragment key={name}>
        {i > 0 && ', '}
        {slug === undefined ? (
          name
        ) : (
          <Link to="/datasets/$dataset" params={{ dataset: slug }}>
            {name}
          </Link>
        )}
      </Fragment>
    );
  });
}
