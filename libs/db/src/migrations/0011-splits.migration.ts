import { Migration } from '@mikro-orm/migrations';

/** The part of its dataset that the authors put an image into. */
export class Splits extends Migration {
  override up(): void {
    this.addSql(`alter table image add column split varchar(80)`);
  }
}
