import { source, type CatalogSource } from './catalog-source.ts';

/** Cells in culture, microbes and multiplexed tissue: fluorescence, phase contrast, brightfield and others. */
export const cellSources: readonly CatalogSource[] = [
  source('aiSEGcell'),
  source('Aitslab-bioimaging1', { aliases: ['Arvidsson'] }),
  source('ALFI'),
  source('BALF'),
  source('BBBC005'),
  source('BBBC006'),
  source('BBBC007'),
  source('BBBC020'),
  source('BBBC030'),
  source('BBBC039', { aliases: ['U20S'] }),
  source('BCCD'),
  source('BitDepth NucSeg'),
  source('BMGD'),
  source('BriFiSeg'),
  source('CCAgT'),
  source('Cellpose', { aliases: ['Cellpose cyto', 'cyto'] }),
  source('Cellpose cyto2', { aliases: ['cyto2', 'Cellpose cyto2 (images sent in by users)'] }),
  source('Cellpose Nuclei', {
    some: ['dsb2018', 'lpc-nucseg'],
    according: {
      dsb2018: 'Its makers: https://github.com/MouseLand/cellpose/issues/431',
      'lpc-nucseg': 'Its makers, who call it ISBI 2009: https://github.com/MouseLand/cellpose/issues/240',
    },
  }),
  source('Covid IF'),
  source('CPDMI 2023', { aliases: ['CPDMI', 'CVZ-Fluo'] }),
  source('DeepBacs'),
  source('DeepSeas'),
  source('DIC HepG2'),
  source('DSB2018', {
    aliases: ['2018 Data Science Bowl', 'Data Science Bowl 2018', 'BBBC038', 'DSB'],
    some: ['bbbc039'],
    according: {
      bbbc039: 'A small fraction of it overlaps with BBBC038, says its page: https://bbbc.broadinstitute.org/BBBC039',
    },
  }),
  source('DynamicNuclearNet', {
    aliases: ['DynamicNuclearNet Segmentation'],
    some: ['ctc-fluo-n2dl-hela'],
    according: {
      'ctc-fluo-n2dl-hela': 'Version 1.1 adds two movies of it, says its page: https://datasets.deepcell.org/data',
    },
  }),
  source('EmbedSeg'),
  source('EVICAN', { aliases: ['EVICAN2', 'EVICAN60'] }),
  source('HeLaCytoNuc'),
  source('HPA cell segmentation', { aliases: ['HPA', 'HPA cell segmentation v2'] }),
  source('Koyuncu NucleusSegData', { aliases: ['Koyuncu', 'NucleusSegData'] }),
  source('LIVECell'),
  source('LPC NucSeg', { aliases: ['ISBI 2009', 'LPC NucSeg (ISBI 2009)'] }),
  source('NeurIPS 2022', {
    aliases: ['NeurIPS', 'NeurIPS CellSeg', 'NeurIPS 2022 CellSeg', 'NeurIPS 2022 cell segmentation challenge'],
  }),
  source('NuSeT'),
  source('Omnipose'),
  source('OrgaExtractor'),
  source('OrgaSegment'),
  source('Pan-Multiplex'),
  source('PlantSeg (root)'),
  source('S-BSST265', { aliases: ['IFNuclei'] }),
  source('TissueNet', { aliases: ['TissueNet 1.0', 'TissueNet 1.1', 'TissueNet v1.0', 'TissueNet v1.1'] }),
  source('TOIAM'),
  source('Usiigaci'),
  source('VAMPIRE'),
  source('VGG HeLa'),
  source('Vicar QPI', { aliases: ['Vicar'] }),
  source('YeastCellSeg'),
  source('YeastMS', { aliases: ['Yeast in microstructures'] }),
  source('YeastNet'),
  source('YeastSAM'),
  source('YeaZ'),
  source('YIT'),
];

const trackingSets = [
  'BF-C2DL-HSC',
  'BF-C2DL-MuSC',
  'DIC-C2DH-HeLa',
  'Fluo-C2DL-Huh7',
  'Fluo-C2DL-MSC',
  'Fluo-N2DH-GOWT1',
  'Fluo-N2DH-SIM+',
  'Fluo-N2DL-HeLa',
  'PhC-C2DH-U373',
  'PhC-C2DL-PSC',
].map((name) => source(`CTC ${name}`, { aliases: [name] }));

/** The Cell Tracking Challenge: ten two-dimensional datasets of ten laboratories, and all of them together. */
export const trackingSources: readonly CatalogSource[] = [
  source('CTC', {
    aliases: ['Cell Tracking Challenge', 'CTC 2-D'],
    all: trackingSets.map(({ slug }) => slug),
    according: Object.fromEntries(
      trackingSets.map(({ slug }) => [
        slug,
        'The list of the challenge: https://celltrackingchallenge.net/2d-datasets/',
      ]),
    ),
  }),
  ...trackingSets,
];
