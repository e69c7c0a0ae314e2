import { Tables } from './0001-tables.migration.ts';
import { Triggers } from './0002-triggers.migration.ts';
import { Catalogue } from './0003-catalogue.migration.ts';

/** Every migration in the order in which they run. None is changed once it was released. */
export const migrations = [
  { name: '0001-tables', class: Tables },
  { name: '0002-triggers', class: Triggers },
  { name: '0003-catalogue', class: Catalogue },
];
