import { Migration } from '@mikro-orm/migrations';

/** Who says that a source contains another. */
export class References extends Migration {
  override up(): void {
    this.addSql(`alter table source_part add column reference text`);
  }
}
