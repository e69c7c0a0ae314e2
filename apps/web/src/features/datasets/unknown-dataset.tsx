import type { Dataset } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { alike } from '../../search/alike.ts';
import { Suggestions } from '../../ui/suggestions.tsx';

interface UnknownDatasetProps {
  /** The requested name. */
  readonly slug: string;
  readonly datasets: readonly Dataset[];
}

/** Shown for a dataset that does not exist: similar ones, and a link to all. */
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
