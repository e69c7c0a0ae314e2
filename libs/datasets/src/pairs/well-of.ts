import type { Cluster } from '@cellboard/contract';

/** A well and its site, as in `IXMtest_A02_s1_w1…`. */
const well = /^(.+?)_([A-P]\d{2})_s\d+/i;

/** The well of a plate that an image is of; null where its name does not say. */
export function wellOf(stem: string): Cluster | null {
  const [, plate, name] = well.exec(stem) ?? [];
  return plate === undefined || name === undefined ? null : { kind: 'well', key: `${plate}, ${name.toUpperCase()}` };
}
