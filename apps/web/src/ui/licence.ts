/** Whether somebody has said under which licence a dataset is; imports without one write `not stated`. */
export const isLicenceStated = (licence: string): boolean =>
  !/^(?:not (?:stated|known|given|specified)|un(?:known|stated|specified|clear)|none|n\/?a|[-–?]*)$/i.test(
    licence.trim(),
  );

/** A licence where it stands alone, without the word "Licence" before it. */
export const licenceAlone = (licence: string): string => (isLicenceStated(licence) ? licence : 'licence not stated');
