import { FormatError } from './format-error.ts';

/** A format that is not read here, and the way to one that is. */
interface ForeignFormat {
  readonly title: string;
  readonly matches: (start: string) => boolean;
  readonly wayOut: string;
}

const MICROSCOPE = 'Open it in Fiji (Bio-Formats) and save it as OME-TIFF, TIFF or PNG, one image for each file.';
const ARCHIVE = 'Unpack it, and pack the files as a zip archive.';
const PICTURE = 'Convert it to PNG or TIFF.';

/** Formats that people bring, told by their first bytes as Latin-1. */
const FORMATS: readonly ForeignFormat[] = [
  { title: 'a CZI file of Zeiss microscopes', matches: (start) => start.startsWith('ZISRAWFILE'), wayOut: MICROSCOPE },
  {
    title: 'an ND2 file of Nikon microscopes',
    matches: (start) =>
      start.startsWith('\xda\xce\xbe\x0a') || start.startsWith('\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypnd2'),
    wayOut: MICROSCOPE,
  },
  {
    title: 'a LIF file of Leica microscopes',
    matches: (start) => /^\x70\0\0\0[^]{4}\x2a/.test(start),
    wayOut: MICROSCOPE,
  },
  {
    title: 'an Imaris or Olympus compound file',
    matches: (start) => start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
    wayOut: MICROSCOPE,
  },
  {
    title: 'a JPEG 2000 image',
    matches: (start) => start.startsWith('\0\0\0\x0cjP  ') || start.startsWith('\xff\x4f\xff\x51'),
    wayOut: PICTURE,
  },
  {
    title: 'a HEIC or AVIF image',
    matches: (start) => /^[^]{4}ftyp(?:heic|heix|mif1|avif)/.test(start),
    wayOut: PICTURE,
  },
  { title: 'a 7z archive (7-Zip)', matches: (start) => start.startsWith('7z\xbc\xaf\x27\x1c'), wayOut: ARCHIVE },
  {
    title: 'a web page',
    matches: (start) => /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html[\s>])/i.test(start),
    wayOut: 'Download the file itself: the page may ask you to sign in, or say why there is no file.',
  },
  {
    title: 'a pointer of Git LFS to the file itself',
    matches: (start) => start.startsWith('version https://git-lfs'),
    wayOut: 'Run "git lfs pull" where it comes from, then use the file that it downloads.',
  },
  { title: 'a RAR archive', matches: (start) => start.startsWith('Rar!\x1a\x07'), wayOut: ARCHIVE },
];

/** The error for a file of a format that is known by name but not read; undefined for any other. */
export function foreignFormat(head: Uint8Array): FormatError | undefined {
  // Latin-1 as TextDecoder has it is Windows-1252, in which some bytes are other letters.
  const start = String.fromCharCode(...head.subarray(0, 40));
  const found = FORMATS.find(({ matches }) => matches(start));
  return found && new FormatError('UNSUPPORTED', `The file is ${found.title}, which is not read. ${found.wayOut}`);
}
