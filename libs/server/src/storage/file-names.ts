import { Problem, Shelf } from '@cellboard/contract';
import type { FileRef } from './file-store.ts';

const SHA256 = /^[0-9a-f]{64}$/;
const RECIPE = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/;

/** The folder of the files of a shelf, from the root of a store on. */
export function shelfName(shelf: Shelf): string {
  return `${shelf}/objects`;
}

/** Where a file lies, from the root of a store on: the same in a folder and in a bucket, so that one can be copied to the other. */
export function objectName(file: FileRef): string {
  const { shelf, sha256 } = checked(file);
  return `${shelfName(shelf)}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Where something lies that is computed from a file. */
export function derivedName(from: FileRef, recipe: string): string {
  if (!RECIPE.test(recipe)) throw new Error(`"${recipe}" cannot name a recipe.`);
  const { shelf, sha256 } = checked(from);
  return `${shelf}/derived/${recipe}/${sha256.slice(0, 2)}/${sha256}`;
}

/** Whether the last part of a name is a hash, as that of a stored file is. */
export function isHash(name: string): boolean {
  return SHA256.test(name);
}

/** The refusal of a file that is not in the store. */
export function notThere({ shelf, sha256 }: FileRef): Problem {
  return new Problem('FILE_NOT_FOUND', `The ${shelf} file ${sha256} is not in the store.`);
}

/** A reference that can be part of a path. */
function checked(file: FileRef): FileRef {
  if (!isHash(file.sha256)) throw new Error(`"${file.sha256}" is not a SHA-256 in hexadecimal digits.`);
  if (!Shelf.options.includes(file.shelf)) throw new Error(`"${file.shelf}" is not a shelf.`);
  return file;
}
