import type { LabelFile, LabelImage } from '@cellboard/labels';
import type { NdArray } from 'ndarray';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive/archive-limits.ts';
import { Archive } from './archive/archive.ts';
import { readArchive, type ArchiveFile } from './archive/read-archive.ts';
import { toSource, type ByteSource } from './bytes/byte-source.ts';
import { checkLabels, type LabelCheck } from './check-labels.ts';
import { readCheckedLabels, type CheckedLabels } from './checked-labels.ts';
import { decodeLabelPixels, decodeLabels } from './decode-labels.ts';
import { encodeEarlierLabels, encodeLabels, encodePng16, type WritablePixels } from './encode-labels.ts';
import type { FileImage } from './format.ts';
import { imagesIn } from './formats.ts';
import type { ImageHeader } from './image-header.ts';
import { inspect, type Inspection } from './inspect.ts';
import { readLabelFile, writeLabelFile } from './label-files.ts';
import type { LabelChoice } from './label-raster.ts';
import { writeLabels, type LabelWriting } from './label-writers.ts';
import { openFile, openImageFile, type FileInput, type OpenedFile } from './opened-file.ts';
import type { Platform } from './platform.ts';
import { readHeader } from './read-header.ts';
import type { ImageChoice, ImagePlanes } from './samples/image-planes.ts';
import type { ImageReader, ImageSamples } from './samples/image-reader.ts';
import { decodeSamples, openImage, readPlanes } from './samples/open-image.ts';
import { openLabelSet, type LabelSet } from './sets/label-set.ts';
import { encodeTiffImage, type TiffImage } from './tiff/tiff-image-writer.ts';
import { encodeTiff16, encodeTiff32 } from './tiff/tiff-writer.ts';

/** The readers and writers of one platform. Each takes the bytes of a file, a source of them, or an opened file. */
export interface Readers {
  /** Opens a file once for several of the functions below, see {@link openFile}. */
  readonly openFile: (file: FileInput) => Promise<OpenedFile>;
  /** Decodes a label image with the ids of the file, see {@link decodeLabelPixels}. */
  readonly decodeLabelPixels: (
    file: FileInput,
    choice?: LabelChoice,
  ) => Promise<NdArray<Uint8Array | Uint16Array | Uint32Array>>;
  /** Decodes a label image and numbers its cells 1..n, see {@link decodeLabels}. */
  readonly decodeLabels: (file: FileInput, choice?: LabelChoice) => Promise<LabelImage>;
  /** Decodes a label image and looks whether it can be one of cells, see {@link readCheckedLabels}. */
  readonly readCheckedLabels: (file: FileInput, choice?: LabelChoice) => Promise<CheckedLabels>;
  /** Says all that is known of a file that should hold a prediction, see {@link checkLabels}. */
  readonly checkLabels: (file: FileInput, choice?: LabelChoice) => Promise<LabelCheck>;
  /** Opens the label images of many images, in an archive or in one file, see {@link openLabelSet}. */
  readonly openLabelSet: (file: FileInput, name: string) => Promise<LabelSet>;
  /** Reads the form in which label images are kept, see {@link readLabelFile}. */
  readonly readLabelFile: (bytes: Uint8Array) => Promise<LabelFile>;
  /** Writes it, see {@link writeLabelFile}. */
  readonly writeLabelFile: (labels: LabelImage, original: string) => Promise<Uint8Array>;
  /** Writes a label image in any of the formats of `labelWriters`, see {@link writeLabels}. */
  readonly writeLabels: (labels: LabelImage, writing: LabelWriting) => Promise<Uint8Array>;
  /** The images that one file holds the labels of, see {@link imagesIn}. */
  readonly imagesIn: (file: FileInput) => Promise<readonly FileImage[]>;
  /** Reads the header of a PNG, TIFF or JPEG file, see {@link readHeader}. */
  readonly readHeader: (file: Uint8Array | ByteSource, page?: number) => Promise<ImageHeader>;
  /** Opens a microscopy image, whose samples are decoded when they are asked for, see {@link openImage}. */
  readonly openImage: (file: FileInput, choice?: ImageChoice) => Promise<ImageReader>;
  /** Decodes the samples of a microscopy image as they are stored, see {@link decodeSamples}. */
  readonly decodeSamples: (file: FileInput, choice?: ImageChoice) => Promise<ImageSamples>;
  /** Tells which planes an image has, see {@link readPlanes}. */
  readonly readPlanes: (file: FileInput) => Promise<ImagePlanes>;
  /** Tells what a file is, and never throws for what is in it, see {@link inspect}. */
  readonly inspect: (file: FileInput, choice?: LabelChoice) => Promise<Inspection>;
  /** Opens a zip archive of any size, of which only the list of files is read, see {@link Archive}. */
  readonly openArchive: (file: Uint8Array | ByteSource, limits?: ArchiveLimits) => Promise<Archive>;
  /** Reads the files of a zip archive one after the other, see {@link readArchive}. */
  readonly readArchive: (file: Uint8Array | ByteSource, limits?: ArchiveLimits) => AsyncGenerator<ArchiveFile>;
  /** Writes a label image as 16-bit PNG, or as 32-bit TIFF if an id is above 65,535. */
  readonly encodeLabels: (pixels: WritablePixels) => Promise<Uint8Array>;
  /** The same bytes as {@link Readers.encodeLabels} of earlier releases wrote on this processor. */
  readonly encodeEarlierLabels: (pixels: WritablePixels) => Promise<Uint8Array>;
  /** Writes a label image as 16-bit grey PNG, see {@link encodePng16}. */
  readonly encodePng16: (pixels: WritablePixels) => Promise<Uint8Array>;
  /** Writes a label image as 16-bit TIFF, see {@link encodeTiff16}. */
  readonly encodeTiff16: (pixels: WritablePixels) => Promise<Uint8Array>;
  /** Writes a label image as 32-bit TIFF, see {@link encodeTiff32}. */
  readonly encodeTiff32: (pixels: WritablePixels) => Promise<Uint8Array>;
  /** Writes a microscopy image exactly as it is, see {@link encodeTiffImage}. */
  readonly encodeTiffImage: (image: TiffImage) => Promise<Uint8Array>;
}

/** The readers and writers of a platform. */
export function readersOn(platform: Platform): Readers {
  const open = (file: FileInput) => openFile(file, platform);
  const openPicture = (file: FileInput) => openImageFile(file, platform);
  return {
    openFile: open,
    decodeLabelPixels: async (file, choice) => decodeLabelPixels(await open(file), choice),
    decodeLabels: async (file, choice) => decodeLabels(await open(file), choice),
    readCheckedLabels: async (file, choice) => readCheckedLabels(await open(file), choice),
    checkLabels: (file, choice = {}) => checkLabels(file, choice, platform),
    openLabelSet: (file, name) => openLabelSet(file, name, platform),
    readLabelFile: (bytes) => readLabelFile(bytes, platform),
    writeLabelFile,
    writeLabels: (labels, writing) => writeLabels(labels, writing, platform),
    imagesIn: async (file) => imagesIn(await open(file)),
    readHeader: async (file, page) => readHeader(toSource(file), page),
    openImage: async (file, choice) => openImage(await openPicture(file), choice),
    decodeSamples: async (file, choice) => decodeSamples(await openPicture(file), choice),
    readPlanes: async (file) => readPlanes(await openPicture(file)),
    inspect: (file, choice = {}) => inspect(file, choice, platform),
    openArchive: (file, limits = ARCHIVE_LIMITS) => Archive.open(toSource(file), limits, platform),
    readArchive: (file, limits = ARCHIVE_LIMITS) => readArchive(toSource(file), limits, platform),
    encodeLabels: (pixels) => encodeLabels(pixels, platform),
    encodeEarlierLabels: (pixels) => encodeEarlierLabels(pixels, platform),
    encodePng16: (pixels) => encodePng16(pixels, platform),
    encodeTiff16: (pixels) => encodeTiff16(pixels, platform),
    encodeTiff32: (pixels) => encodeTiff32(pixels, platform),
    encodeTiffImage: (image) => encodeTiffImage(image, platform),
  };
}
