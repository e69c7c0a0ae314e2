/** A small door for pages: the samples of an image, without all the other formats. */
export { FormatError } from './format-error.ts';
export { readNpySamples } from './numpy/npy-samples.ts';
export type { ImageNumbers } from './samples/image-reader.ts';
