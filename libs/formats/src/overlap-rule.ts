/**
 * Which cell keeps a pixel that several claim: the one that comes `later` in the file, the `smaller` or the
 * `larger` one (by area, the later of equal ones), or none: `refuse`.
 */
export type OverlapRule = 'later' | 'smaller' | 'larger' | 'refuse';
