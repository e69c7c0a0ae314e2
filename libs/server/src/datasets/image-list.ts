import type { ListedImage } from '@cellboard/db';

/** A column of the list of a dataset's images. */
interface ImageColumn {
  readonly name: string;
  /** Of schema.org. */
  readonly type: 'Text' | 'Integer' | 'Float';
  readonly about: string;
  readonly value: (image: ListedImage) => string | number | null;
}

/** The columns of the list of a dataset's images. */
export const IMAGE_COLUMNS: readonly ImageColumn[] = [
  { name: 'name', type: 'Text', about: 'Name of the image.', value: ({ name }) => name },
  { name: 'width', type: 'Integer', about: 'In pixels.', value: ({ width }) => width },
  { name: 'height', type: 'Integer', about: 'In pixels.', value: ({ height }) => height },
  { name: 'channels', type: 'Integer', about: 'Number of channels.', value: ({ channels }) => channels },
  { name: 'cells', type: 'Integer', about: 'Cells of the truth; empty without one.', value: ({ cells }) => cells },
  { name: 'cell_type', type: 'Text', about: 'Type of the cells.', value: ({ cellType }) => cellType },
  { name: 'modality', type: 'Text', about: 'How the image was taken.', value: ({ modality }) => modality },
  { name: 'stain', type: 'Text', about: 'Empty where it is not stated.', value: ({ stain }) => stain },
  { name: 'tissue', type: 'Text', about: 'Empty where it is not stated.', value: ({ tissue }) => tissue },
  { name: 'split', type: 'Text', about: 'The part that its authors put it into.', value: ({ split }) => split },
  {
    ...{ name: 'pixel_size_um', type: 'Float', about: 'Side of a pixel in micrometres.' },
    value: ({ pixelSizeUm }) => pixelSizeUm,
  },
  { name: 'image_bytes', type: 'Integer', about: 'Length of its file.', value: ({ imageBytes }) => imageBytes },
  { name: 'image_sha256', type: 'Text', about: 'SHA-256 of its file.', value: ({ imageSha256 }) => imageSha256 },
  { name: 'truth_bytes', type: 'Integer', about: 'Length of its truth.', value: ({ truthBytes }) => truthBytes },
  { name: 'truth_sha256', type: 'Text', about: 'SHA-256 of its truth.', value: ({ truthSha256 }) => truthSha256 },
  {
    ...{ name: 'ignore_bytes', type: 'Integer', about: 'Length of the mask of what is not scored.' },
    value: ({ ignoreBytes }) => ignoreBytes,
  },
  {
    ...{ name: 'ignore_sha256', type: 'Text', about: 'SHA-256 of the mask of what is not scored.' },
    value: ({ ignoreSha256 }) => ignoreSha256,
  },
];

/** The first line of the list. */
export const IMAGE_LIST_HEAD = lineOf(IMAGE_COLUMNS.map(({ name }) => name));

/** An image's line of the list. */
export function imageLine(image: ListedImage): string {
  return lineOf(IMAGE_COLUMNS.map(({ value }) => value(image)));
}

/** A line of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front. */
function lineOf(values: readonly (string | number | null)[]): string {
  return `${values.map((value) => (typeof value === 'string' ? fieldOf(value) : (value ?? ''))).join(',')}\r\n`;
}

function fieldOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
