import { Tables } from './0001-tables.migration.ts';
import { Triggers } from './0002-triggers.migration.ts';
import { Catalogue } from './0003-catalogue.migration.ts';
import { Foundations } from './0004-foundations.migration.ts';
import { FoundationsData } from './0005-foundations-data.migration.ts';
import { FoundationsRules } from './0006-foundations-rules.migration.ts';
import { FoundationsTriggers } from './0007-foundations-triggers.migration.ts';
import { Warnings } from './0008-warnings.migration.ts';
import { Reading } from './0009-reading.migration.ts';
import { UnmixedScores } from './0010-unmixed-scores.migration.ts';
import { Splits } from './0011-splits.migration.ts';
import { Measures } from './0012-measures.migration.ts';
import { References } from './0013-references.migration.ts';
import { LabelFiles } from './0014-label-files.migration.ts';
import { CellRecords } from './0015-cell-records.migration.ts';
import { ImagePages } from './0016-image-pages.migration.ts';
import { CellParts } from './0017-cell-parts.migration.ts';
import { Accounts } from './0018-accounts.migration.ts';
import { Teams } from './0019-teams.migration.ts';
import { Addresses } from './0020-addresses.migration.ts';
import { SecondFactors } from './0021-second-factors.migration.ts';
import { Passkeys } from './0022-passkeys.migration.ts';

/** Every migration in the order in which they run. None is changed once it was released. */
export const migrations = [
  { name: '0001-tables', class: Tables },
  { name: '0002-triggers', class: Triggers },
  { name: '0003-catalogue', class: Catalogue },
  { name: '0004-foundations', class: Foundations },
  { name: '0005-foundations-data', class: FoundationsData },
  { name: '0006-foundations-rules', class: FoundationsRules },
  { name: '0007-foundations-triggers', class: FoundationsTriggers },
  { name: '0008-warnings', class: Warnings },
  { name: '0009-reading', class: Reading },
  { name: '0010-unmixed-scores', class: UnmixedScores },
  { name: '0011-splits', class: Splits },
  { name: '0012-measures', class: Measures },
  { name: '0013-references', class: References },
  { name: '0014-label-files', class: LabelFiles },
  { name: '0015-cell-records', class: CellRecords },
  { name: '0016-image-pages', class: ImagePages },
  { name: '0017-cell-parts', class: CellParts },
  { name: '0018-accounts', class: Accounts },
  { name: '0019-teams', class: Teams },
  { name: '0020-addresses', class: Addresses },
  { name: '0021-second-factors', class: SecondFactors },
  { name: '0022-passkeys', class: Passkeys },
];
