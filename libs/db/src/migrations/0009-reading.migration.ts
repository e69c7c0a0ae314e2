import { Migration } from '@mikro-orm/migrations';

/** How the files of a submission were read where they left something open. */
export class Reading extends Migration {
  override up(): void {
    this.addSql(`alter table submission add column reading jsonb`);
  }
}
