/** Endings of image files. They only choose which files of a folder to look at: a file's content decides its format. */
const imageEndings = ['.png', '.tif', '.tiff', '.jpg', '.jpeg', '.bmp', '.webp', '.gif'];

/** Endings of images that are not read; they are looked at to say so. */
const foreignEndings = ['.jp2', '.j2k', '.czi', '.nd2', '.lif', '.oib', '.oif', '.ims', '.vsi', '.heic', '.avif'];

/** Endings of label images that are not pictures, such as arrays, outlines and containers; the longer of two first. */
const labelEndings = [
  '_cp_outlines.txt',
  '.zarr.zip',
  '.n5.zip',
  '.geojson.gz',
  '.json.gz',
  '.nii.gz',
  '.npy.gz',
  '.png.gz',
  '.tif.gz',
  '.tiff.gz',
  '.xml.gz',
  '.csv.gz',
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
  '.n5',
  '.nii',
  '.nrrd',
  '.mha',
  '.xml',
  '.txt',
  '.csv',
];

/** A folder of masks stands with a slash at its end. */
const folderEnding = '/';

/**
 * What programs append to an image's name when they save its masks, without regard to case:
 * Cellpose (`_cp_masks`, `_seg`, `_rois`), StarDist (`.stardist`), InstanSeg (`_instanseg_prediction`), ilastik
 * (`_Object Identities`), 3D Slicer (`.seg`), OME (`.ome`), and the words people use by hand.
 */
export const knownSuffixes = [
  '_cp_masks',
  '_cellpose',
  '_object identities',
  '_object_identities',
  '_rois',
  '_instanseg_prediction',
  '_masks',
  '_mask',
  '_labels',
  '_label',
  '_lbl',
  '-labels',
  '-label',
  '-lbl',
  '-masks',
  '-mask',
  '_instances',
  '_prediction',
  '_pred',
  '_truth',
  '_gt',
  '_seg',
  '.seg',
  '.stardist',
  '.labels',
  '.label',
  '.ome',
] as const;

/** What programs put before an image's name: MorphoLibJ and the plugins of StarDist for Fiji. */
const knownPrefixes = ['lblimg_'];

/** Frames of the Cell Tracking Challenge: images `t000`, truths `man_seg000`, results `mask000`. */
const FRAME = /^(?:man_seg|man_track|mask|t)_?(\d{3,4}(?:_\d{3,4})?)$/i;

/** Whether a file is an image of a kind that is not read, by its ending. */
export function looksForeign(fileName: string): boolean {
  return !fileName.startsWith('.') && foreignEndings.some((ending) => fileName.toLowerCase().endsWith(ending));
}

/** Whether a folder's file is to be looked at: an image by its ending, and not hidden. */
export function looksLikeImage(fileName: string): boolean {
  return !fileName.startsWith('.') && imageEndings.some((ending) => fileName.toLowerCase().endsWith(ending));
}

/** Whether a folder's file may be a label image that is not a picture, by its ending; a `.zarr` or `.n5` is a folder itself. */
export function looksLikeLabels(fileName: string): boolean {
  return !fileName.startsWith('.') && labelEndings.some((ending) => fileName.toLowerCase().endsWith(ending));
}

/** What a file of a dataset is to its readers, by its name: a picture, other data, an image that is only named, or nothing. */
export type FileUse = 'picture' | 'data' | 'named' | 'none';

/** Slides of Aperio, which lie beside their annotations. */
const slideEnding = '.svs';

/** What readers of datasets make of a file. What is `named` is never opened; `none` is not even looked at. */
export function useOfFile(fileName: string): FileUse {
  if (looksLikeImage(fileName) || fileName.toLowerCase().endsWith(slideEnding)) return 'picture';
  if (looksLikeLabels(fileName)) return 'data';
  return looksForeign(fileName) ? 'named' : 'none';
}

/**
 * A file name without the ending of an image or a label image, in composed Unicode (macOS lists decomposed names). Some
 * tools add their ending to that of the image, as in `a.tif.geojson`; then both are taken off. Other dots stay.
 */
export function stemOf(fileName: string): string {
  const once = withoutEnding(fileName, [...imageEndings, ...foreignEndings, ...labelEndings, folderEnding]);
  return withoutEnding(once, imageEndings).normalize('NFC');
}

function withoutEnding(fileName: string, endings: readonly string[]): string {
  const lower = fileName.toLowerCase();
  const ending = endings.find((candidate) => lower.endsWith(candidate));
  return ending === undefined || ending.length === fileName.length ? fileName : fileName.slice(0, -ending.length);
}

/** A stem without the known suffixes at its end, however many, and without what programs put before it; never empty. */
export function stripSuffixes(stem: string): string {
  const lower = stem.toLowerCase();
  const suffix = knownSuffixes.find((candidate) => lower.endsWith(candidate) && candidate.length < stem.length);
  if (suffix !== undefined) return stripSuffixes(stem.slice(0, -suffix.length));
  const prefix = knownPrefixes.find((candidate) => lower.startsWith(candidate) && candidate.length < stem.length);
  if (prefix !== undefined) return stripSuffixes(stem.slice(prefix.length));
  return FRAME.exec(stem)?.[1] ?? stem;
}

/** Suffixes of tools that write masks beside their images. */
const besideImages = ['_cp_masks', '.stardist', '_instanseg_prediction', '_object identities', '_object_identities'];

/** Whether a stem says which tool made the masks in the file, so that a file beside it with the bare name is the image. */
export function saysMasks(stem: string): boolean {
  return besideImages.some((suffix) => stem.toLowerCase().endsWith(suffix));
}
