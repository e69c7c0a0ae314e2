import { Migration } from '@mikro-orm/migrations';

/** What a reader of scores has to know: of each image, and of an evaluation as a whole. */
export class Warnings extends Migration {
  override up(): void {
    this.addSql(`alter table evaluation add column warnings text`);
    // Scores from before have none; new ones say so themselves.
    this.addSql(`alter table image_score add column warnings jsonb not null default '[]'`);
    this.addSql(`alter table image_score alter column warnings drop default`);
  }
}
