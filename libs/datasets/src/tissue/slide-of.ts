import type { Cluster } from '@cellboard/contract';

/** A slide of The Cancer Genome Atlas, such as TCGA-18-5592-01Z-00-DX1, and the patient that it begins with. */
const tcga = /TCGA-[A-Z0-9]{2}-[A-Z0-9]{4}(?:-\d{2}[A-Z]-\d{2}-[A-Z]{2}[A-Z0-9]+)?/i;

/** A patient of The Cancer Genome Atlas, such as TCGA-18-5592. */
const patient = /TCGA-[A-Z0-9]{2}-[A-Z0-9]{4}(?![A-Z0-9])/i;

/** A slide that is named as such, as in "liver_slide_3". */
const numbered = /(?:slide|wsi)[ _-]?(\d+)/i;

/**
 * The slide that an image was cut from, if its name says so. Where the name has the patient alone, it is the patient:
 * several slides of a patient depend on each other too.
 *
 * @param stem of the file name
 * @param organ makes the numbers of slides unique, where each organ counts its own
 * @returns null where the name does not say
 */
export function slideOf(stem: string, organ?: string): Cluster | null {
  const barcode = tcga.exec(stem)?.[0].toUpperCase();
  if (barcode !== undefined) return { kind: barcode.length > 'TCGA-XX-XXXX'.length ? 'slide' : 'donor', key: barcode };
  const number = numbered.exec(stem)?.[1];
  if (number === undefined) return null;
  return { kind: 'slide', key: organ === undefined ? `slide ${number}` : `${organ}, slide ${number}` };
}

/** The patient of The Cancer Genome Atlas whose tissue an image shows, if its name says so. */
export function donorOf(stem: string): Cluster | null {
  const barcode = patient.exec(stem)?.[0].toUpperCase();
  return barcode === undefined ? null : { kind: 'donor', key: barcode };
}
