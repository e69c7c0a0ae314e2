import { can, type Action, type Principal, type Slug } from '@cellboard/contract';
import { notYourDataset } from '../datasets/dataset-problems.ts';

/**
 * Lets curators change the datasets that they are trusted with, and admins and the server itself all of them.
 *
 * @throws Problem NOT_ALLOWED
 */
export function requireCurator(principal: Principal, action: Action, dataset: Slug): void {
  if (!can(principal, action, { kind: 'dataset', slug: dataset })) throw notYourDataset(dataset);
}
