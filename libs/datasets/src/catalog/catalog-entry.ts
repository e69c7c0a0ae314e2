import type { DatasetFacts, ModelFacts, NewDataset, NewModel, Slug } from '@cellboard/contract';

/** A public dataset as its authors hand it out. */
export interface CatalogDataset extends NewDataset {
  /** Id of the layout that reads its files. */
  readonly layout: string;
  readonly facts: DatasetFacts;
}

/** A model of the literature with what is publicly known of it. */
export interface CatalogModel extends Omit<NewModel, 'candidate'> {
  /** Null where nobody has said. */
  readonly weightsAvailable: boolean | null;
  /** Commands that install it; null where there is nothing to install. */
  readonly installSnippet: string | null;
  /** Why it is listed and never ranked; null where it can be. */
  readonly ineligible: string | null;
  readonly facts: ModelFacts;
  /** Its public weights, best known first. */
  readonly candidates: readonly CatalogCandidate[];
}

/** Public weights of a model. */
export interface CatalogCandidate {
  readonly slug: Slug;
  readonly name: string;
  /** Names of the datasets it was trained on; null where its authors do not say. */
  readonly trainingData: string[] | null;
}
