import type { Image, Measures } from '@cellboard/contract';
import type { GalleryRow } from '@cellboard/db';

/** An image as the gallery answers it, with what was measured of it. */
export function toImage(row: GalleryRow): Image {
  const { id, name, dataset, object, cellType, modality, stain, tissue, split, pixelSizeUm, width, height } = row;
  const tags = { cellType, modality, stain, tissue, split, pixelSizeUm };
  const measures = row.measuredWith === null ? null : measuresOf(row);
  return { id, name, dataset, object, ...tags, width, height, cellCount: row.cellCount, measures };
}

function measuresOf(row: GalleryRow): Measures {
  const { medianDiameterPx: diameterPx, pixelSizeUm, cellCount, covered, contrast, sharpness, intensities } = row;
  return {
    diameterPx,
    diameterUm: diameterPx === null || pixelSizeUm === null ? null : diameterPx * pixelSizeUm,
    density: cellCount === null ? null : (cellCount * 1e6) / (row.width * row.height),
    ...{ covered, contrast, sharpness },
    intensities: [...(intensities ?? [])],
  };
}
