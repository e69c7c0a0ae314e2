/** Objects below this many pixels are noise, in every method: a disc of 6 pixels across. */
export const MIN_CELL_AREA = 30;

/** Gaps inside an object up to this many pixels are filled, in every method; larger ones are background. */
export const MAX_HOLE_AREA = 400;
