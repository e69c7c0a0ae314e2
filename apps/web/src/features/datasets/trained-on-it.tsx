import type { Model } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SheetSection } from '../../ui/sheet.tsx';

/** A model with those of its candidates that were trained on a dataset. */
export interface TrainedModel {
  readonly slug: string;
  readonly name: string;
  readonly candidates: readonly string[];
}

/** The models that declare to have learnt from a dataset, by its slug or its name. */
export function trainedOn({ slug, name }: { slug: string; name: string }, models: readonly Model[]): TrainedModel[] {
  return models
    .map((model) => ({
      slug: model.slug,
      name: model.name,
      candidates: model.candidates
        .filter(({ trainingData }) => trainingData?.some((data) => data === slug || data === name))
        .map((candidate) => candidate.name),
    }))
    .filter(({ candidates }) => candidates.length > 0);
}

/** For which models the dataset is not unseen. */
export function TrainedOnIt({ models }: { readonly models: readonly TrainedModel[] }): ReactNode {
  if (models.length === 0) return null;
  return (
    <SheetSection title="Models trained on it">
      <p>For these its images are not new, so that their scores here say less about other images.</p>
      <ul className="plain-list">
        {models.map(({ slug, name, candidates }) => (
          <li key={slug}>
            <Link to="/models/$model" params={{ model: slug }}>
              {name}
            </Link>
            : {candidates.join(', ')}
          </li>
        ))}
      </ul>
    </SheetSection>
  );
}
