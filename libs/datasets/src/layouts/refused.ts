import { catalogDatasets } from '@cellboard/catalog';
import { DatasetError } from '../entries/dataset-error.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/** Layouts of the catalogued datasets that no task can be made of: they only say why. */
export const refusedLayouts: Readonly<Record<string, PublishedLayout>> = Object.fromEntries(
  catalogDatasets.flatMap(({ layout, name, facts: { ineligible } }) =>
    ineligible === null ? [] : [[layout, refused(name, ineligible)]],
  ),
);

function refused(name: string, reason: string): PublishedLayout {
  const refuse = (): never => {
    throw new DatasetError('DATASET_UNSUITABLE', `${name} cannot be imported. ${reason}`);
  };
  return {
    name,
    description: `Always refused. ${reason}`,
    outlines: ['cell'],
    parts: null,
    read: refuse,
    truthFiles: refuse,
  };
}
