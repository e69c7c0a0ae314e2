import { pairedLayout } from '../pairs/paired-layout.ts';

const folder = String.raw`(?:^|\/)(?<platform>CODEX|Vectra|Zeiss)\/(?:.*\/)?`;

/** Some names begin with a blank in one of their two files. */
const file = (channel: string, ending: string) =>
  new RegExp(String.raw`${folder} ?(?<stem>[^/]+)-Crop_${channel}_${ending}\.png$`, 'i');

/**
 * The layout of CPDMI 2023 (Aleynick et al., Scientific Data 2023): crops of tissue from three platforms, with a picture
 * and a mask for whole cells and, but for Zeiss, another for nuclei. A connected part of one value is a cell.
 */
export const cpdmiLayout = pairedLayout({
  name: 'CPDMI 2023',
  description: 'CODEX, Vectra and Zeiss, with NAME-Crop_Cell_Png.png and NAME-Crop_Cell_Mask_Png.png, or …_Dapi_….',
  outlines: ['cell', 'nucleus'],
  image: { cell: file('Cell', 'Png'), nucleus: file('Dapi', 'Png') },
  truth: { cell: file('Cell', 'Mask_Png'), nucleus: file('Dapi', 'Mask_Png') },
  expected: 'Vectra/NAME-Crop_Cell_Png.png and Vectra/NAME-Crop_Cell_Mask_Png.png',
  parts: { about: 'codex, vectra or zeiss', of: ({ platform = '' }) => platform.toLowerCase() },
  namedByPart: true,
  choice: { components: true },
  tagsOf: (_, __, outlined) => ({ modality: 'fluorescence', ...(outlined === 'nucleus' && { stain: 'DAPI' }) }),
});
