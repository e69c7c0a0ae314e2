import type { DatasetTags } from '../entries/dataset-entry.ts';

/** Such as A172_Phase_C7_1_02d16h00m_2: cell type, well, place in the well, time since the start, and crop. */
const name = /^([^_]+)_Phase_([A-P]\d{1,2})_\d+(?:_(\d+)d(\d+)h(\d+)m)?(?:_|$)/;

/**
 * What the file name of an image of LIVECell says: the cell type, the well that it shows, and the minutes since the
 * start of the movie. The name of a well includes the cell type, since each cell type has plates of its own.
 *
 * @param stem of the file name
 */
export function liveCellName(stem: string): Pick<DatasetTags, 'cellType' | 'cluster' | 'planeT'> {
  const [, cellType, well, days, hours, minutes] = name.exec(stem) ?? [];
  if (cellType === undefined || well === undefined)
    return { cellType: stem.split('_')[0] ?? stem, cluster: null, planeT: null };
  const planeT = days === undefined ? null : (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
  return { cellType, cluster: { kind: 'well', key: `${cellType} ${well}` }, planeT };
}
