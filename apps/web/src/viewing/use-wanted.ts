import type { ImageDetails } from '@cellboard/contract';
import type { Absent } from './absent-candidates.tsx';
import type { CandidatesHere } from './candidates.ts';
import { useViewed, type Viewed } from './use-viewed.ts';
import { candidatesIn } from './view-search.ts';

/** An image as its address asks for it. */
export interface Wanted {
  readonly viewed: Viewed;
  /** Candidates of the address that have nothing here. */
  readonly absent: readonly Absent[];
  /** Whether all is there that will be there. */
  readonly isComplete: boolean;
}

interface Asked {
  /** What the address names. */
  readonly words: readonly string[];
  /** Whether a map of the candidates' consensus is a part of it. */
  readonly withMap?: boolean;
}

/** Loads what an address names of an image, in its order. */
export function useWanted(
  image: ImageDetails,
  { candidates, isLoading }: CandidatesHere & { readonly isLoading: boolean },
  { words, withMap = false }: Asked,
): Wanted {
  const wanted = candidatesIn(words);
  const layers = wanted.flatMap((word) => candidates.filter((one) => one.word === word && one.hasPrediction));
  const viewed = useViewed(image, layers, withMap);
  const missing = isLoading ? [] : wanted.filter((word) => !layers.some((layer) => layer.word === word));
  const absent = missing.map((word): Absent => {
    const known = candidates.find((one) => one.word === word);
    return { name: known?.name ?? word, isScored: known !== undefined && image.cellCount !== null };
  });
  return { viewed, absent, isComplete: !isLoading && !viewed.isLoading };
}
