import { groupBy } from '../group-by.ts';
import type { DatasetTags } from '../entries/dataset-entry.ts';

/** What an image is compared by. */
interface Tagged {
  readonly tags: DatasetTags;
  readonly ownKind?: string;
}

/** Images of one kind, which can be compared with one another. */
export interface Kind<Image extends Tagged> {
  /** Such as "nucleus, fluorescence, DAPI"; "this dataset" where nothing is stated. */
  readonly words: string;
  readonly images: readonly Image[];
}

/** Images by their kind: the same cell type, modality (or what the authors call it), stain and tissue. */
export function kindsOf<Image extends Tagged>(images: Iterable<Image>): Kind<Image>[] {
  const kinds = groupBy(images, ({ ownKind, tags: { cellType, modality, stain, tissue } }) =>
    [cellType, ownKind ?? modality, stain, tissue].filter((word) => word !== null && word !== 'not stated').join(', '),
  );
  return [...kinds].map(([words, images]) => ({ words: words || 'this dataset', images }));
}
