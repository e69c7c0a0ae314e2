import { enclosedAreas } from '../images/enclosed-areas.ts';
import { firstChannel } from '../images/channel-truth.ts';
import { named } from '../images/read-image.ts';
import type { Truth } from '../images/truth.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';

/** Cells are about 25 pixels wide; those that the border cuts are not closed. */
const MARGIN = 25;

/** Smaller areas lie between lines, not within a nucleus. */
const SMALLEST = 16;

/** Outlines cover less of an image than everything else, whether they are drawn black or white. */
function readOutlines(path: string): Promise<Truth> {
  return named(path, async () => {
    const { values, width, height } = await firstChannel(path);
    const bright = values.reduce((sum, value) => sum + (value === 0 ? 0 : 1), 0);
    const white = bright * 2 < values.length;
    const outline = Uint8Array.from(values, (value) => ((value !== 0) === white ? 1 : 0));
    return { ...enclosedAreas({ outline, width, height }, { smallest: SMALLEST, margin: MARGIN }), path };
  });
}

const file = (kind: string, ending: string) =>
  new RegExp(String.raw`(?:^|\/)BBBC007_v1_${kind}\/(?<folder>[^/]+)\/(?<stem>[^/]+?)(?:${ending})\.tiff?$`, 'i');

/** How names end where the picture shows DNA, and where it shows actin: three conventions. */
const endings = { nucleus: '_D_1UL|d0|d', cell: '_F_2UL|d1|f' };

/**
 * The layout of BBBC007 (Drosophila Kc167 cells): two archives of folders, one with pictures of DNA and actin, the other
 * with outlines of the same names. Enclosed areas are nuclei in those of DNA, cells in those of actin; outlines and a
 * margin of 25 pixels are not scored.
 */
export const bbbc007Layout = pairedLayout({
  name: 'BBBC007',
  description: 'BBBC007_v1_images and BBBC007_v1_outlines, with the same folders and names in both.',
  outlines: ['nucleus', 'cell'],
  image: { nucleus: file('images', endings.nucleus), cell: file('images', endings.cell) },
  truth: { nucleus: file('outlines', endings.nucleus), cell: file('outlines', endings.cell) },
  expected: 'BBBC007_v1_images/A9/A9 p10d.tif and BBBC007_v1_outlines/A9/A9 p10d.tif',
  keyOf: ({ folder = '', stem = '' }) => `${folder}_${stem}`,
  truthOf: readOutlines,
  tagsOf: ({ groups }, _, outlined) => ({
    cellType: 'Kc167',
    modality: 'fluorescence',
    stain: outlined === 'nucleus' ? 'DNA' : 'actin',
    cluster: { kind: 'field', key: groups['folder'] ?? '' },
  }),
});
