export type { DatasetEntry, DatasetImage, DatasetTags, Defect } from './dataset-entry.ts';
export { DatasetError, type DatasetErrorCode } from './dataset-error.ts';
export { knownSuffixes, stemOf, stripSuffixes } from './file-names.ts';
export type { FolderSource } from './folder-layout.ts';
export { layouts, type Layout } from './layouts.ts';
export { listFolder, type FolderListing } from './list-folder.ts';
export { modalityOf } from './modality.ts';
export { pairFiles, type FilePair, type Pairing } from './pair-files.ts';
export type { TagSource, TagSources } from './tags.ts';
