import { refusedLayout } from './refused-layout.ts';

/** Datasets of stained tissue that are often named together with those that can be scored, each with its reason. */
export const refusedTissueLayouts = {
  nucls: refusedLayout({
    name: 'NuCLS',
    lacks: 'it mixes boxes and outlines',
    reason:
      'NuCLS mixes boxes with outlines: most of its nuclei are marked by a box, and its mask images do not tell the two apart.',
  }),
  janowczyk: refusedLayout({
    name: 'Janowczyk nuclei',
    lacks: 'only some of the nuclei are outlined',
    reason:
      'Janowczyk nuclei has outlines of only some of the nuclei in each image, so that the others would count as wrong finds.',
  }),
  crchistophenotypes: refusedLayout({
    name: 'CRCHistoPhenotypes',
    lacks: 'it has points, but no masks of nuclei',
    reason: 'CRCHistoPhenotypes has no masks: its nuclei are marked by a point in the middle.',
  }),
  'ihc-tma': refusedLayout({
    name: 'IHC-TMA',
    lacks: 'its masks do not tell touching nuclei apart',
    reason: 'IHC-TMA has one mask for each class of nuclei, in which nuclei that touch are one area.',
  }),
};
