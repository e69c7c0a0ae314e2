import type { EditableTags, TagChanges } from '@cellboard/contract';
import { given } from '../audit/same-words.ts';

/** Tags as the columns of an image keep them. */
export function tagColumns(tags: EditableTags) {
  const { cellType, modality, stain, tissue, pixelSizeUm, cluster, split, planeZ, planeT } = tags;
  return {
    ...{ cellType, imagingModality: modality, stain, tissue, pixelSizeUm, split, planeZ, planeT },
    clusterKind: cluster?.kind ?? null,
    clusterKey: cluster?.key ?? null,
  };
}

/** The columns of those tags that are to change. */
export function changedColumns(tags: TagChanges) {
  const { modality, cluster, ...rest } = given(tags);
  return {
    ...rest,
    ...(modality !== undefined && { imagingModality: modality }),
    ...(cluster !== undefined && { clusterKind: cluster?.kind ?? null, clusterKey: cluster?.key ?? null }),
  };
}
