/** Endings of image files. They only choose which files of a folder to look at: a file's content decides its format. */
const imageEndings = ['.png', '.tif', '.tiff', '.jpg', '.jpeg', '.bmp', '.webp'];

/** Endings of label images that are not pictures, such as arrays, outlines and containers; the longer of two first. */
const labelEndings = [
  '_cp_outlines.txt',
  '.zarr.zip',
  '.npy',
  '.npz',
  '.mat',
  '.geojson',
  '.json',
  '.roi',
  '.zip',
  '.h5',
  '.hdf5',
  '.ozx',
  '.zarr',
];

/**
 * What programs append to an image's name when they save its masks, without regard to case:
 * Cellpose (`_cp_masks`, `_seg`, `_rois`), StarDist (`.stardist`), InstanSeg (`_instanseg_prediction`), OME (`.ome`),
 * and the words people use by hand.
 */
export const knownSuffixes = [
  '_cp_masks',
  '_rois',
  '_instanseg_prediction',
  '_masks',
  '_mask',
  '_labels',
  '_label',
  '_instances',
  '_prediction',
  '_pred',
  '_truth',
  '_gt',
  '_seg',
  '.stardist',
  '.labels',
  '.label',
  '.ome',
] as const;

/** Whether a folder's file is to be looked at: an image by its ending, and not hidden. */
export function looksLikeImage(fileName: string): boolean {
  return !fileName.startsWith('.') && imageEndings.some((ending) => fileName.toLowerCase().endsWith(ending));
}

/** Whether a folder's file may be a label image that is not a picture, by its ending; a `.zarr` is a folder itself. */
export function looksLikeLabels(fileName: string): boolean {
  return !fileName.startsWith('.') && labelEndings.some((ending) => fileName.toLowerCase().endsWith(ending));
}

/** A file name without the ending of an image or a label image, in composed Unicode (macOS lists decomposed names). Other dots stay. */
export function stemOf(fileName: string): string {
  const lower = fileName.toLowerCase();
  const ending = [...imageEndings, ...labelEndings].find((candidate) => lower.endsWith(candidate));
  const stem = ending === undefined || ending.length === fileName.length ? fileName : fileName.slice(0, -ending.length);
  return stem.normalize('NFC');
}

/** A stem without the known suffixes at its end, however many; never empty. */
export function stripSuffixes(stem: string): string {
  const lower = stem.toLowerCase();
  const suffix = knownSuffixes.find((candidate) => lower.endsWith(candidate) && candidate.length < stem.length);
  return suffix === undefined ? stem : stripSuffixes(stem.slice(0, -suffix.length));
}
