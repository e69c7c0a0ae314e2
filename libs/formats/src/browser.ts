/** The door for browsers: the same readers and writers as on Node, and files that were chosen, dropped or linked. */
import { browserPlatform } from './browser/browser-platform.ts';
import { readersOn } from './readers.ts';

export { blobSource } from './browser/blob-source.ts';
export { urlSource, type UrlSourceOptions } from './browser/url-source.ts';
export * from './everywhere.ts';
export { browserPlatform };

export const {
  openFile,
  decodeLabelPixels,
  decodeLabels,
  readCheckedLabels,
  checkLabels,
  openLabelSet,
  readLabelFile,
  writeLabelFile,
  writeLabels,
  imagesIn,
  readHeader,
  openImage,
  decodeSamples,
  readPlanes,
  inspect,
  openArchive,
  readArchive,
  encodeLabels,
  encodePng16,
  encodeTiff16,
  encodeTiff32,
  encodeTiffImage,
} = readersOn(browserPlatform);
