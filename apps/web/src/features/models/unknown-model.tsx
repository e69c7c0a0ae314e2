import type { Model } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { alike } from '../../search/alike.ts';
import { Suggestions } from '../../ui/suggestions.tsx';

interface UnknownModelProps {
  /** What was asked for. */
  readonly slug: string;
  readonly models: readonly Model[];
}

/** In the place of a model that does not exist: the ones that look like it, and the way to all. */
export function UnknownModel({ slug, models }: UnknownModelProps): ReactNode {
  return (
    <Suggestions
      title={`There is no model “${slug}”`}
      likely={alike(slug, models, (model) => [model.slug, model.name]).map((model) => (
        <Link key={model.slug} to="/models/$model" params={{ model: model.slug }}>
          {model.name}
        </Link>
      ))}
      all={<Link to="/models">All models</Link>}
    />
  );
}
