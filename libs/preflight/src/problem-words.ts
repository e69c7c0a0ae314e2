import type { Severity, ValidationCode } from '@cellboard/contract';

/** What people read of all findings of one code. */
export interface ProblemWords {
  readonly severity: Severity;
  readonly title: string;
  readonly fix: string;
  /** Python that repairs the files in the folder `predictions`, with a copy in `fixed`. */
  readonly script: string | null;
}

const HEAD = ['from pathlib import Path', 'import numpy as np, tifffile', 'Path("fixed").mkdir(exist_ok=True)'];

/** Reads each label image, changes it, and writes it as TIFF. */
function forEachFile(change: string, imports: readonly string[] = []): string {
  return [
    ...HEAD,
    ...imports,
    'for file in Path("predictions").glob("*.tif"):',
    `    labels = tifffile.imread(file); ${change}`,
    '    tifffile.imwrite(Path("fixed") / file.name, labels, compression="zlib")',
  ].join('\n');
}

const words = {
  'set-unreadable': {
    severity: 'error',
    title: 'The upload cannot be opened',
    fix: 'Pack the label images as a plain zip archive, without a password and without archives in it.',
    script: 'import shutil\nshutil.make_archive("predictions", "zip", "predictions")',
  },
  'nothing-matches': {
    severity: 'error',
    title: 'No file belongs to an image of the task',
    fix: 'Give each file the name of its image; endings such as _mask or _cp_masks may stay.',
    script: null,
  },
  'unnamed-images': {
    severity: 'error',
    title: 'The file does not name its images',
    fix: 'Save the label images under the names of their images.',
    script:
      'import numpy as np\nnp.savez_compressed("predictions.npz", **{name: labels for name, labels in zip(names, masks)})',
  },
  ambiguous: {
    severity: 'error',
    title: 'Several files for one image',
    fix: 'Leave one file for each image.',
    script: null,
  },
  'dataset-unclear': {
    severity: 'error',
    title: 'Several datasets have an image of this name',
    fix: 'Put the files of each dataset into a folder with the name of the dataset.',
    script: null,
  },
  unreadable: {
    severity: 'error',
    title: 'Files that cannot be read',
    fix: 'Save the label images again, as PNG or TIFF with whole numbers.',
    script: null,
  },
  'not-labels': {
    severity: 'error',
    title: 'Files that are not label images',
    fix: 'Give each cell a whole number of its own and the background 0. To number the parts of a mask, use the lines below.',
    script: forEachFile('labels = label(labels > 0).astype(np.uint16)', ['from skimage.measure import label']),
  },
  transposed: {
    severity: 'error',
    title: 'Width and height are swapped',
    fix: 'Transpose the label images before you save them.',
    script: forEachFile('labels = labels.T'),
  },
  'other-size': {
    severity: 'error',
    title: 'Label images of another size than their images',
    fix: 'Resize them to the size of the image, with nearest-neighbour interpolation so that no ids are mixed.',
    script: null,
  },
  'too-many-cells': {
    severity: 'error',
    title: 'Too many cells in one image',
    fix: 'Check that the files are label images and not pictures. At most 65,535 cells are scored in an image.',
    script: null,
  },
  extra: {
    severity: 'warning',
    title: 'Files that match no image',
    fix: 'Rename them if they belong to an image; otherwise they are left out.',
    script: null,
  },
  missing: {
    severity: 'warning',
    title: 'Images without a prediction',
    fix: 'Add their files. Without one, an image is scored as if nothing had been predicted.',
    script: null,
  },
  'no-cells': {
    severity: 'warning',
    title: 'Predictions without cells',
    fix: 'Check that the files were written after the model ran. An empty prediction is scored as it is.',
    script: null,
  },
  identical: {
    severity: 'warning',
    title: 'The same prediction for several images',
    fix: 'Check that each file belongs to its image: two images seldom have the same cells.',
    script: null,
  },
  doubtful: {
    severity: 'warning',
    title: 'Predictions that look odd',
    fix: 'Look at the files. They can be scored as they are.',
    script: null,
  },
  'checked-after-upload': {
    severity: 'note',
    title: 'Checked after upload',
    fix: 'Nothing to do: browsers do not read these files, but the server does.',
    script: null,
  },
  ignored: {
    severity: 'note',
    title: 'Other files, left out',
    fix: 'Nothing to do.',
    script: null,
  },
} as const satisfies Record<ValidationCode, ProblemWords>;

/** Codes in the order in which problems are listed. */
export const codesInOrder = Object.keys(words) as ValidationCode[];

export function wordsOf(code: ValidationCode): ProblemWords {
  return words[code];
}
