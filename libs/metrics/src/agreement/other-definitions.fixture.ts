/** A value of another implementation that is easily taken for one of ours and is not. */
export interface OtherDefinition {
  readonly impl: string;
  readonly key: string;
  readonly id: string;
  readonly why: string;
}

/** Values that differ by definition. */
export const otherDefinitions: readonly OtherDefinition[] = [
  { impl: 'hovernet-pq', key: 'tp', id: 'tp@0.5', why: 'IoU > 0.5 against ≥ 0.5' },
  { impl: 'stardist-golden', key: 'panoptic_quality@0.5', id: 'pq', why: 'IoU ≥ 0.5 against > 0.5' },
  { impl: 'panoptica', key: 'pq', id: 'pq', why: 'IoU ≥ 0.5, greedy; wrong beyond 255 labels' },
  { impl: 'cellpose-ap10', key: 'ap@0.5', id: 'ap@0.5', why: 'the same, but loses a cell without background' },
  { impl: 'cellpose-aji', key: 'aji_cellpose', id: 'aji', why: 'one-to-one, over the union of the foregrounds' },
  { impl: 'deepcell', key: 'seg', id: 'seg', why: 'not the SEG of the Cell Tracking Challenge' },
  { impl: 'deepcell', key: 'split', id: 'splits', why: 'a graph of unassigned cells' },
  { impl: 'deepcell', key: 'merge', id: 'merges', why: 'a graph of unassigned cells' },
  { impl: 'caicedo', key: 'f1@0.50', id: 'f1@0.5', why: 'IoU > 0.5, an added 1e-10' },
  { impl: 'caicedo', key: 'jaccard', id: 'mIoU', why: 'the reverse direction' },
  { impl: 'caicedo', key: 'splits', id: 'splits', why: 'IoU > 0.1 against coverage' },
  { impl: 'caicedo', key: 'merges', id: 'merges', why: 'IoU > 0.1 against coverage' },
  { impl: 'neurips', key: 'f1', id: 'f1@0.5', why: 'without cells within 2 px of the border' },
  { impl: 'panoptica-surface', key: 'sq_hd95', id: 'hd95', why: 'percentile of both directions together' },
  { impl: 'panoptica-surface', key: 'sq_assd', id: 'assd', why: 'mean of the two directed means' },
  { impl: 'surface-distance-pairs', key: 'hd95', id: 'hd95', why: 'contour elements weighted by length' },
  { impl: 'surface-distance-pairs', key: 'nsd@2', id: 'nsd@2', why: 'contour elements weighted by length' },
];
