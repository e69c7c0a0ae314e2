import { groupBy } from '../group-by.ts';
import type { ImageMeasures } from './measure-image.ts';

/** Images of one kind, which can be compared with one another. */
export interface Kind {
  /** In words, such as "nucleus, fluorescence, DAPI"; "this dataset" where nobody has said. */
  readonly words: string;
  readonly images: readonly ImageMeasures[];
}

/** Images by their kind: the same cell type, modality, stain and tissue. */
export function kindsOf(images: Iterable<ImageMeasures>): Kind[] {
  const kinds = groupBy(images, ({ tags: { cellType, modality, stain, tissue } }) =>
    [cellType, modality, stain, tissue].filter((word) => word !== null && word !== 'not stated').join(', '),
  );
  return [...kinds].map(([words, images]) => ({ words: words || 'this dataset', images }));
}
