/** Addresses of what belongs to a dataset. */
export const datasetFiles = {
  /** Its description for machines, as Croissant JSON-LD. */
  croissant: (dataset: string) => `/api/v1/datasets/${dataset}/croissant.json`,
  /** Its images with their tags, and the lengths and hashes of their files, as CSV. */
  images: (dataset: string) => `/api/v1/datasets/${dataset}/images.csv`,
};
