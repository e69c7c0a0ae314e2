import { termsOf } from './term.ts';

/** How images are made. */
export const modalities = termsOf(`
  fluorescence                          | | fluo; fluorescent; fluorescence microscopy; widefield; widefield microscopy; widefield fluorescence; epifluorescence; wide-field fluorescence; immunofluorescence; IF; FL
  confocal fluorescence                 | | confocal; confocal microscopy; CLSM; laser scanning confocal; spinning disk; spinning disc; spinning-disk confocal
  light-sheet fluorescence              | | light sheet; lightsheet; SPIM; LSFM; light-sheet microscopy
  two-photon fluorescence               | | two-photon; multiphoton; 2-photon
  super-resolution fluorescence         | | super-resolution; STED; SIM; STORM; PALM; structured illumination
  multiplexed fluorescence              | | multiplexed immunofluorescence; multiplex immunofluorescence; mIF; CODEX; PhenoCycler; CyCIF; t-CyCIF; MxIF; Vectra; multiplexed imaging; cyclic immunofluorescence; Polaris; multiplexed tissue imaging
  mass spectrometry imaging             | | MIBI; MIBI-TOF; multiplexed ion beam imaging; imaging mass cytometry; IMC; ion beam imaging; mass cytometry
  phase contrast                        | | phase; phase-contrast; PhC; phase contrast microscopy; Zernike phase contrast
  differential interference contrast    | | DIC; Nomarski; differential interference contrast microscopy
  quantitative phase                    | | quantitative phase imaging; QPI; digital holography; holographic; digital holographic microscopy; ptychography
  brightfield                           | | bright field; BF; brightfield microscopy; light microscopy; transmitted light; histology; histopathology; whole slide imaging; WSI; pathology
  brightfield or phase contrast         | | brightfield and phase contrast
  darkfield                             | | dark field; dark-field microscopy
  modulation contrast                   | | Hoffman modulation contrast; Varel contrast; relief contrast; integrated modulation contrast
  electron microscopy                   | | EM; SEM; TEM; scanning electron microscopy; transmission electron microscopy; FIB-SEM; electron; vEM; SBF-SEM
  Raman imaging                         | | Raman; stimulated Raman; SRS; CARS; coherent Raman
  optical coherence tomography          | | OCT
`);
