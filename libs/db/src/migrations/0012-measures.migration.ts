import { Migration } from '@mikro-orm/migrations';

/** What is measured of each image. Images that are there already are measured in the background. */
export class Measures extends Migration {
  override up(): void {
    this.addSql(`alter table image add column median_diameter_px double precision,
      add column covered double precision,
      add column contrast double precision,
      add column sharpness double precision,
      add column intensities jsonb,
      add column measured_with int`);
    for (const [name, rule] of checks)
      this.addSql(`alter table image add constraint image_${name}_check check (${rule})`);
    this.addSql(`create index image_measured_with_index on image (measured_with)`);
  }
}

const checks = [
  ['median_diameter_px', `median_diameter_px > '0'`],
  ['covered', `covered >= '0' and covered <= '1'`],
  ['contrast', `contrast >= '0' and contrast <= '1'`],
  ['sharpness', `sharpness >= '0'`],
  ['measured_with', 'measured_with >= 1'],
] as const;
