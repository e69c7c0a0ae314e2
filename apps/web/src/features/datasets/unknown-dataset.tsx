import type { Dataset } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { alike } from '../../search/alike.ts';
import { Suggestions } from '../../ui/suggestions.tsx';

interface UnknownDatasetProps {
  /** What was asked for. */
  readonly slug: string;
  readonly datasets: readonly Dataset[];
}

/** In the place of a dataset that does not exist: the ones that look like it, and the way to all. */
export function UnknownDataset({ slug, datasets }: UnknownDatasetProps): ReactNode {
  return (
    <Suggestions
      title={`There is no dataset “${slug}”`}
      likely={alike(slug, datasets, (dataset) => [dataset.slug, dataset.name]).map((dataset) => (
        <Link key={dataset.slug} to="/datasets/$dataset" params={{ dataset: dataset.slug }}>
          {dataset.name}
        </Link>
      ))}
      all={<Link to="/datasets">All datasets</Link>}
    />
  );
}
