/** Whether somebody has said under which licence a dataset is; imports without one write `not stated`. */
export const isLicenceStated = (licence: string): boolean =>
  !/^(?:not (?:stated|known|given|specified)|un(?:known|stated|specified|clear)|none|n\/?a|[-–?]*)$/i.test(
    licence.trim(),
  );

/** A licence where it stands alone, without the word "Licence" before it. */
export const licenceAlone = (licence: string): string => (isLicenceStated(licence) ? licence : 'licence not stated');

/** Whether a licence is only reported: the catalogue writes `CC0-1.0 (not verified)`, or `not verified` alone. */
export const isLicenceUnverified = (licence: string): boolean => /\bnot verified\b/i.test(licence);

/** The identifier of a licence that is only reported, such as CC0-1.0; null where none is. */
export const reportedLicence = (licence: string): string | null =>
  /^([\w.+-]+) \(not verified\)$/i.exec(licence.trim())?.[1] ?? null;
