import { isLicenceStated } from '@cellboard/contract';

/** A licence where it stands alone, without the word "Licence" before it. */
export const licenceAlone = (licence: string): string => (isLicenceStated(licence) ? licence : 'licence not stated');

/** The identifier of a licence that is only reported, such as CC0-1.0; null where none is. */
export const reportedLicence = (licence: string): string | null =>
  /^([\w.+-]+) \(not verified\)$/i.exec(licence.trim())?.[1] ?? null;
