/** Of ECMAScript 2024, which Node has. */
type Transferable = ArrayBuffer & { readonly transfer: (length: number) => ArrayBuffer };

/**
 * Gives the memory of arrays that nobody reads any more back at once. The collector counts what it has not found yet to
 * be garbage, and would go through the whole heap for every image or two: on images of a million pixels that took as
 * long as decoding them. Arrays that are a part of something larger are left to it.
 */
export function release(...arrays: readonly (ArrayBufferView | null | undefined)[]): void {
  for (const array of arrays) {
    if (!array || array.byteLength !== array.buffer.byteLength) continue;
    if (array.byteLength > 0 && array.buffer instanceof ArrayBuffer) (array.buffer as Transferable).transfer(0);
  }
}
