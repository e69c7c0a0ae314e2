import { FormatError } from './format-error.ts';

/** The error for a plane, from 1, that a file does not have. */
export function noPlane(plane: number, count: number): FormatError {
  const has = count === 1 ? 'one plane' : `${count} planes, counted from 1 to ${count}`;
  return new FormatError(
    'SEVERAL_IMAGES',
    `The file has ${has}, so there is no plane ${plane}. Choose another with --plane.`,
  );
}
