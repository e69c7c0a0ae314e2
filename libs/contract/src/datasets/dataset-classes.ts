/** Whether somebody has said under which licence a dataset is; imports without one write `not stated`. */
export const isLicenceStated = (licence: string): boolean =>
  !/^(?:not (?:stated|known|given|specified)|un(?:known|stated|specified|clear)|none|n\/?a|[-–?]*)$/i.test(
    licence.trim(),
  );

/** Whether a licence is only reported: the catalogue writes `CC0-1.0 (not verified)`, or `not verified` alone. */
export const isLicenceUnverified = (licence: string): boolean => /\bnot verified\b/i.test(licence);

/** A licence, and whether it lets a site share the files. */
export interface Licensed {
  readonly licence: string;
  readonly redistributable: boolean;
}

/**
 * Who may give the files to others: anybody, only the provider, or nobody knows, because no licence is stated or the one
 * that is reported was never verified.
 */
export type HandingOn = 'free' | 'linked' | 'unknown' | 'unverified';

/** Who may give the files of a dataset to others. */
export function handingOn({ licence, redistributable }: Licensed): HandingOn {
  if (redistributable) return 'free';
  if (isLicenceUnverified(licence)) return 'unverified';
  return isLicenceStated(licence) ? 'linked' : 'unknown';
}

/** Kinds of licences to choose by. */
export const licenceClasses = {
  free: 'shareable',
  noncommercial: 'non-commercial use only',
  linked: 'other terms of the provider',
  unknown: 'not stated',
  unverified: 'not verified',
} as const;

/** Which kind of licence a dataset has. */
export function licenceClass(dataset: Licensed): keyof typeof licenceClasses {
  const way = handingOn(dataset);
  const isLimited = /\bNC\b|non-?commercial|research only|academic/i.test(dataset.licence);
  return way === 'linked' && isLimited ? 'noncommercial' : way;
}

/** Sizes of datasets to choose by, in images. */
export const datasetSizes = {
  small: 'fewer than 100 images',
  medium: '100 to 1,000 images',
  large: 'more than 1,000 images',
} as const;

/** Which size a dataset of so many images has; undefined where nobody has counted them. */
export function sizeClassOf(images: number | null | undefined): keyof typeof datasetSizes | undefined {
  if (images == null) return undefined;
  return images < 100 ? 'small' : images <= 1000 ? 'medium' : 'large';
}
