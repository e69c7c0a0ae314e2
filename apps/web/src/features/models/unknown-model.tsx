import type { Model } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { alike } from '../../search/alike.ts';
import { ModelLink } from '../../ui/links.tsx';
import { Suggestions } from '../../ui/suggestions.tsx';

interface UnknownModelProps {
  /** The requested name. */
  readonly slug: string;
  readonly models: readonly Model[];
}

/** Shown for a model that does not exist: those with a similar name, and a link to all. */
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
  /** The requested name. */
  readonly slug: string;
  readonly model: Model;
}

/** Shown for a candidate that a model does not have: those that it has. */
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
