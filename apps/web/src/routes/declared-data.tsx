import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import { ModelLink } from '../ui/links.tsx';

interface DeclaredDataProps {
  readonly model: string;
  readonly candidate: string;
}

/** What a candidate's weights were trained on, as its developer declared it. */
export function DeclaredData({ model, candidate }: DeclaredDataProps): ReactNode {
  const trpc = useTRPC();
  const { data, error } = useQuery(trpc.models.get.queryOptions({ model }));
  const found = data?.candidates.find(({ slug }) => slug === candidate);
  return (
    <>
      {found ? <p>{declared(found)}</p> : error === null && <p>Loading the declared training data …</p>}
      <p>
        <ModelLink model={model} candidate={candidate}>
          Weights and training data
        </ModelLink>
      </p>
    </>
  );
}

interface Declared {
  readonly weights: {
    readonly sources: readonly { readonly name: string; readonly inherited: boolean }[] | null;
  } | null;
}

function declared({ weights }: Declared): string {
  if (weights === null) return 'It needs no weights, so it was trained on nothing.';
  if (weights.sources === null) return 'Training data: not disclosed.';
  if (weights.sources.length === 0) return 'Declared: trained on no images.';
  const names = weights.sources.map(({ name, inherited }) =>
    inherited ? `${name} (by the weights it began from)` : name,
  );
  return `Declared training data: ${names.join(', ')}.`;
}
