import type { ModelFacts, NewCandidate, NewModel, Slug } from '@cellboard/contract';

/** A model of the literature with what is publicly known of it. */
export interface CatalogModel extends Omit<NewModel, 'candidate'> {
  /** Null where nobody has said. */
  readonly weightsAvailable: boolean | null;
  /** Commands that install it; null where there is nothing to install. */
  readonly installSnippet: string | null;
  /** Why it is listed and never ranked; null where it can be ranked. */
  readonly ineligible: string | null;
  readonly facts: ModelFacts;
  /** Its public weights in the ways they can be run, best known first. */
  readonly candidates: readonly NewCandidate[];
}

/** What is known of public weights. */
interface Published {
  readonly slug: Slug;
  readonly name: string;
  /** Sources of the training data; null where it is not disclosed. */
  readonly sources: Slug[] | null;
  /** False where there were further images, of sources that nobody has named. */
  readonly complete?: boolean;
}

/** Public weights, run with the settings that they come with. */
export function published({ slug, name, sources, complete = true }: Published): NewCandidate {
  return {
    slug,
    name,
    kind: 'method',
    weights: { slug, name, sha256: null, parent: null, sources, complete },
    mode: null,
    settings: {},
    tunedOn: null,
  };
}
