import type { Candidate, Model, Weights } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import { ModelLink } from '../../ui/links.tsx';
import { Term } from '../../ui/term.tsx';

/** Slugs of the datasets that have a page; other sources are only named. */
export type DatasetPages = ReadonlySet<string>;

interface CandidateTableProps {
  readonly model: Pick<Model, 'slug' | 'candidates'>;
  readonly datasets: DatasetPages;
  /** The candidate in view; null for none. */
  readonly inView: string | null;
}

/** A model's candidates, each with its weights and what they were trained on. */
export function CandidateTable({ model, datasets, inView }: CandidateTableProps): ReactNode {
  return (
    <div className="sheet-table" role="region" aria-label="Candidates, scrolls sideways" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Term name="candidate">Candidate</Term>
            </th>
            <th scope="col">Weights</th>
            <th scope="col">Trained on</th>
          </tr>
        </thead>
        <tbody>
          {model.candidates.map((candidate) => (
            <tr key={candidate.id} data-in-view={candidate.slug === inView || undefined}>
              <th scope="row">
                <ModelLink
                  aria-current={candidate.slug === inView ? 'page' : undefined}
                  model={model.slug}
                  candidate={candidate.slug}
                >
                  {candidate.name}
                </ModelLink>
                {candidate.kind !== 'method' && <span className="tag">{kindWords[candidate.kind]}</span>}
                <code className="model-slug">{candidate.slug}</code>
              </th>
              <td>{candidate.weights?.name ?? 'none needed'}</td>
              <td>
                <TrainingData weights={candidate.weights} datasets={datasets} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What a candidate is for. */
export const kindWords: Readonly<Record<Candidate['kind'], string>> = {
  method: 'method',
  control: 'control',
  annotator: 'second annotator',
};

interface TrainingDataProps {
  readonly weights: Weights | null;
  readonly datasets: DatasetPages;
}

/** The sources of a candidate's training data, as links to their datasets. */
export function TrainingData({ weights, datasets }: TrainingDataProps): ReactNode {
  if (weights === null) return 'no training data (not a learned method)';
  const { sources, note } = weights;
  return (
    <>
      {sources === null ? (
        <em>not disclosed</em>
      ) : sources.length === 0 ? (
        'no images'
      ) : (
        <Sources {...{ sources, datasets }} />
      )}
      {note !== null && <span className="model-note"> In the developer’s words: {note}</span>}
    </>
  );
}

interface SourcesProps {
  readonly sources: NonNullable<Weights['sources']>;
  readonly datasets: DatasetPages;
}

function Sources({ sources, datasets }: SourcesProps): ReactNode {
  return sources.map(({ slug, name, inherited }, i) => (
    <Fragment key={slug}>
      {i > 0 && ', '}
      {datasets.has(slug) ? (
        <Link to="/datasets/$dataset" params={{ dataset: slug }}>
          {name}
        </Link>
      ) : (
        name
      )}
      {inherited && ' (inherited)'}
    </Fragment>
  ));
}
