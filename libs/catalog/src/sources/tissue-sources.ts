import { source, type CatalogSource } from './catalog-source.ts';

const conic =
  'CoNIC is Lizard cut into patches of 256×256 pixels; paper of the challenge: https://doi.org/10.1016/j.media.2023.103047';
const lizard = 'The names of Lizard’s images say which they are from; its paper: https://arxiv.org/abs/2108.11195';

/**
 * Stained tissue in transmitted light: H&E and immunohistochemistry.
 *
 * MoNuSeg and MoNuSAC have images of one patient in common (TCGA-G9-6356), but no image, so neither contains the other.
 */
export const tissueSources: readonly CatalogSource[] = [
  source('BCSS'),
  source('CellBinDB'),
  source('CoNIC', { aliases: ['CoNIC 2022'], all: ['lizard'], according: { lizard: conic } }),
  source('CoNSeP'),
  source('CPM-15', { aliases: ['CPM 2015'] }),
  source('CPM-17', { aliases: ['CPM 2017'] }),
  source('CRAG'),
  source('CRCHistoPhenotypes'),
  source('CryoNuSeg'),
  source('CytoDArk0'),
  source('CytoNuke'),
  source('DCSA-Net'),
  source('DeepLIIF'),
  source('DigestPath', { aliases: ['DigestPath 2019'] }),
  source('GlaS'),
  source('GLySAC'),
  source('Histo-Miner'),
  source('IHC-TMA', { aliases: ['SRSA-Net'] }),
  source('Immunocto'),
  source('Janowczyk nuclei', { aliases: ['Janowczyk'] }),
  source('Khoshdeli'),
  source('Kumar'),
  // CoNIC is Lizard cut into patches: each lies in the other as a whole.
  source('Lizard', {
    all: ['conic'],
    some: ['consep', 'crag', 'digestpath', 'glas', 'pannuke'],
    according: {
      ...{ conic, consep: lizard, crag: lizard },
      ...{ digestpath: lizard, glas: lizard, pannuke: lizard },
    },
  }),
  source('LyNSeC', { aliases: ['LyNSeC 1', 'LyNSeC 2', 'LyNSeC 3'] }),
  source('MoNuSAC', { aliases: ['MoNuSAC 2020'] }),
  source('MoNuSeg', {
    aliases: ['MoNuSeg 2018', 'MoNuSeg (train)'],
    all: ['kumar'],
    according: {
      kumar:
        'Its 30 images are the first 30 of the challenge’s training images; paper of the challenge: https://doi.org/10.1109/TMI.2019.2947628',
    },
  }),
  source('NuCLS'),
  source('NuClick IHC', { aliases: ['NuClick'] }),
  source('NuInsSeg'),
  source('NuSeC'),
  source('ORION-CRC'),
  source('PanNuke'),
  source('PanopTILs'),
  source('PCNS', { aliases: ['Pan-Cancer-Nuclei-Seg'] }),
  source('PhenoCell', { aliases: ['PhenoBench'] }),
  source('PUMA'),
  source('SiNuS'),
  source('SPATCH'),
  // Its second record adds images of the brain.
  source('TNBC', { aliases: ['TNBC (Naylor)', 'TNBC and Brain', 'TNBC + Brain'] }),
];
