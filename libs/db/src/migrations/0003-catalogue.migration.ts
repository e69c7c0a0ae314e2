import { Migration } from '@mikro-orm/migrations';

/** What the catalogue knows, where truths come from, and fingerprints by which pictures are found again. */
export class Catalogue extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table dataset add column facts jsonb`,
  `alter table model add column facts jsonb`,
  `alter table dataset_version add column provenance jsonb`,
  `alter table dataset_version add column quality jsonb`,
  `alter table image add column pixel_sha256 varchar(64)`,
  `alter table image add column perceptual_hash varchar(16)`,
  `alter table image add constraint image_pixel_sha256_check check (char_length(pixel_sha256) = 64)`,
  `alter table image add constraint image_perceptual_hash_check check (char_length(perceptual_hash) = 16)`,
];
