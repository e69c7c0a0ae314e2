/** The tags of nuclei of many kinds in tissue that is stained with haematoxylin and eosin. */
export const stainedTissue = { cellType: 'not stated', modality: 'brightfield', stain: 'H&E' } as const;
