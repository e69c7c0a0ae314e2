export type { DatasetEntry, DatasetImage, DatasetTags, Defect, Note } from './entries/dataset-entry.ts';
export { DatasetError, type DatasetErrorCode } from './entries/dataset-error.ts';
export { knownSuffixes, looksLikeImage, stemOf, stripSuffixes, useOfFile, type FileUse } from './files/file-names.ts';
export { folderImageFiles } from './folder/folder-image.ts';
export type { FolderSource } from './folder/folder-layout.ts';
export type {
  GroupColumns,
  ImageFiles,
  LayoutEntry,
  LayoutImage,
  LayoutSource,
  Outlined,
  TruthFiles,
} from './entries/layout-entry.ts';
export { truthFile } from './images/read-image.ts';
export type { Truth } from './images/truth.ts';
export type { Layout, PublishedLayout } from './entries/published-layout.ts';
export { layouts, publishedLayouts } from './layouts.ts';
export { listFolder, listLabelFiles, type FolderListing } from './folder/list-folder.ts';
export {
  labelFolder,
  pairLabels,
  type LabelFile,
  type LabelFolder,
  type LabelPairing,
  type PairOptions,
} from './folder/pair-labels.ts';
export { pairFiles, type FilePair, type Pairing } from './folder/pair-files.ts';
export { examineImage, type ExaminedImage, type FileHashes } from './quality/examine-image.ts';
export { ExaminingThreads } from './quality/examining-threads.ts';
export { release } from './quality/release.ts';
export type { ImageMeasures } from './quality/measure-image.ts';
export { qualityReport, shortened } from './quality/quality-report.ts';
export { provenanceOf, type FolderTruth, type LayoutProvenance, type ProvenanceFile } from './provenance.ts';
export type { TagSource, TagSources } from './manifest/tags.ts';
