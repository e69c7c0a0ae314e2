import type { EditableTags } from '@cellboard/contract';

/** Tags as the columns of an image keep them. Only those that are given come back. */
export function tagColumns({ modality, cluster, ...tags }: Partial<EditableTags>) {
  const given = Object.fromEntries(Object.entries(tags).filter(([key]) => key !== 'instanceSeg')) as Omit<
    Partial<EditableTags>,
    'modality' | 'cluster'
  >;
  return {
    ...given,
    ...(modality !== undefined && { imagingModality: modality }),
    ...(cluster !== undefined && { clusterKind: cluster?.kind ?? null, clusterKey: cluster?.key ?? null }),
  };
}
