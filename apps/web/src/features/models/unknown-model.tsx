import type { Model } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { alike } from '../../search/alike.ts';
import { ModelLink } from '../../ui/links.tsx';
import { Suggestions } from '../../ui/suggestions.tsx';

interface UnknownModelProps {
  /** What was asked for. */
  readonly slug: string;
  readonly models: readonly Model[];
}

/** In the place of a model that does not exist: the ones with a like name, and the way to all. */
export function UnknownModel({ slug, models }: UnknownModelProps): ReactNode {
  return (
    <Suggestions
      title={`There is no model “${slug}”`}
      likely={alike(slug, models, (model) => [model.slug, model.name]).map((model) => (
        <ModelLink key={model.slug} model={model.slug}>
          {model.name}
        </ModelLink>
      ))}
      all={<Link to="/models">All models</Link>}
    />
  );
}

interface UnknownCandidateProps {
  /** What was asked for. */
  readonly slug: string;
  readonly model: Model;
}

/** In the place of a candidate that a model does not have: those that it has. */
export function UnknownCandidate({ slug, model }: UnknownCandidateProps): ReactNode {
  return (
    <Suggestions
      title={`${model.name} has no candidate “${slug}”`}
      likely={alike(slug, model.candidates, (candidate) => [candidate.slug, candidate.name]).map((candidate) => (
        <ModelLink key={candidate.slug} model={model.slug} candidate={candidate.slug}>
          {candidate.name}
        </ModelLink>
      ))}
      all={<ModelLink model={model.slug}>All candidates of {model.name}</ModelLink>}
    />
  );
}
