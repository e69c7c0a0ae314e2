/** What a file of a dataset is by its name; names of label images are read in the same way wherever they come from. */
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
} from '@cellboard/formats';
