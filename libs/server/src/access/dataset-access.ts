import { curatedBy, isTrusted, type Principal, type Slug } from '@cellboard/contract';
import { notYourDataset } from '../datasets/dataset-problems.ts';

/**
 * Lets curators change the datasets that they are trusted with, and admins and the server itself all of them.
 *
 * @throws Problem NOT_ALLOWED
 */
export function requireCurator(principal: Principal, dataset: Slug): void {
  if (isTrusted(principal)) return;
  const curated = curatedBy(principal);
  if (curated === 'all' || curated.includes(dataset)) return;
  throw notYourDataset(dataset);
}
