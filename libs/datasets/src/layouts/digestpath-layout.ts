import { refusedLayout } from './refused-layout.ts';

/** The layout of DigestPath (Da et al., Medical Image Analysis 2022), which has no masks of cells. */
export const digestPathLayout = refusedLayout({
  name: 'DigestPath',
  lacks: 'it has boxes and lesion masks, but no masks of cells',
  reason:
    'DigestPath has no masks of cells: its signet ring cells are marked by boxes, and in part only, and its tissue by masks of whole lesions.',
  outlines: 'cell',
});
