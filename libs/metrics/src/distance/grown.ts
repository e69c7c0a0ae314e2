/** An array with room for `length` numbers: the given one where it is long enough, else a new, empty one. */
export function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  return array.length >= length ? array : new Int32Array(length + (length >> 1));
}

/** As {@link grown}, with the numbers that the given array holds. */
export function grownWith(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = grown(array, length);
  if (larger !== array) larger.set(array);
  return larger;
}
