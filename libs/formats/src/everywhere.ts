/** What needs no platform: it is part of every door. */
export { ARCHIVE_LIMITS, type ArchiveLimits } from './archive/archive-limits.ts';
export { isZip, type Archive } from './archive/archive.ts';
export type { ArchiveFile } from './archive/read-archive.ts';
export { encodeArchive } from './archive/write-archive.ts';
export { bytesSource, MAX_WHOLE_BYTES, type ByteSource } from './bytes/byte-source.ts';
export { uncheckable, type LabelCheck } from './check-labels.ts';
export type { CheckedLabels } from './checked-labels.ts';
export { encodeCellposeOutlines } from './cellpose-outlines-writer.ts';
export type { WritablePixels } from './encode-labels.ts';
export { foreignFormat } from './foreign-formats.ts';
export { FormatError, type FormatErrorCode } from './format-error.ts';
export type { FileImage, Format } from './format.ts';
export { FORMATS } from './formats.ts';
export { encodeRoiSet } from './imagej/roi-writer.ts';
export type { ImageHeader, ImageKind, SampleFormat } from './image-header.ts';
export { imageKind } from './image-kind.ts';
export type { ImageSize } from './image-size.ts';
export { unknownFile, type Inspection } from './inspect.ts';
export { cocoObjects, readCoco, type CocoFile, type CocoImage } from './json/coco.ts';
export { encodeCoco, type NamedLabels } from './json/coco-writer.ts';
export { encodeGeoJson } from './json/geojson-writer.ts';
export { geoJsonObjects, readGeoJson } from './json/geojson.ts';
export { field, isObject, parseJson } from './json/parse-json.ts';
export { labelWriters, type LabelWriter, type LabelWriting } from './label-writers.ts';
export type { LabelChoice, LabelRaster } from './label-raster.ts';
export { MAX_PIXELS, MAX_SIDE } from './limits.ts';
export { joinMasks } from './masks.ts';
export {
  knownSuffixes,
  looksForeign,
  looksLikeImage,
  looksLikeLabels,
  saysMasks,
  stemOf,
  stripSuffixes,
  useOfFile,
  type FileUse,
} from './names/file-names.ts';
export { pairNames, type FilePair, type Pairing } from './names/pair-names.ts';
export type { NumpyArray } from './numpy/array.ts';
export { encodeNpy, encodeNpySamples, encodeNpz } from './numpy/npy-writer.ts';
export { readNpySamples } from './numpy/npy-samples.ts';
export { NpyFile } from './numpy/npy-file.ts';
export { numpyLabels } from './numpy/numpy-labels.ts';
export { readNpz } from './numpy/npz.ts';
export { NpzFile } from './numpy/npz-file.ts';
export type { TableValue } from './numpy/pickle.ts';
export { channelOf } from './numpy/row-order.ts';
export type { FileInput, OpenedFile } from './opened-file.ts';
export { imageScopeObjects } from './outlines/xml-outlines.ts';
export { oneLine, visible } from './one-line.ts';
export type { OverlapRule } from './overlap-rule.ts';
export { doubtAsTruth, farFewerCells, judgeLabels, sharedIdAdvice } from './plausibility/judge-labels.ts';
export type { Platform } from './platform.ts';
export type { Readers } from './readers.ts';
export type { DisplayRange, ImageChannel, ImageChoice, ImagePlanes } from './samples/image-planes.ts';
export type {
  ImageDescription,
  ImageNumbers,
  ImageReader,
  ImageSamples,
  SampleMeaning,
} from './samples/image-reader.ts';
export { chooseNames, lastOf } from './sets/set-names.ts';
export type { LabelSet, SetEntry, SetListing } from './sets/label-set.ts';
export { splitParts } from './plausibility/label-parts.ts';
export { objectsOfClass, type CellObject, type FoundObjects } from './shapes/cell-objects.ts';
export { paintCells, type CellShape } from './shapes/paint-cells.ts';
export type { TiffImage } from './tiff/tiff-image-writer.ts';
