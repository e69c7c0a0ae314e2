import { termsOf } from './term.ts';

/** Stains, dyes, labels and antibodies. */
export const stains = termsOf(`
  CD11b
  microtubule, nuclear and endoplasmic reticulum markers | | microtubules, protein, nuclei, endoplasmic reticulum
  none                        | | unstained; label-free; no stain; without stain; unlabelled; non-stained
  H&E                         | | HE; H and E; H+E; hematoxylin and eosin; hematoxylin-eosin; hematoxylin eosin; haemalum and eosin; HES
  hematoxylin                 | | hemalum; Mayer's hematoxylin; H
  eosin
  DAB                         | | diaminobenzidine; 3,3'-diaminobenzidine
  immunohistochemistry        | | IHC; DAB and hematoxylin; H-DAB; hematoxylin and DAB; hematoxylin-DAB
  Giemsa                      | | May-Grünwald-Giemsa; MGG; Giemsa stain; May-Grunwald
  Wright                      | | Wright-Giemsa; Wright stain; Leishman
  Papanicolaou                | | Pap; Pap stain; Pap smear
  PAS                         | | periodic acid-Schiff; periodic acid Schiff
  Masson's trichrome          | | trichrome; Masson; Masson trichrome
  Nissl                       | | cresyl violet; Nissl stain; thionine; toluidine blue
  AgNOR                       | | silver nitrate; AgNOR stain
  Gram                        | | Gram stain
  trypan blue
  crystal violet
  methylene blue
  Feulgen                     | | Feulgen stain
  DAPI                        | | 4',6-diamidino-2-phenylindole; DAPI stain
  Hoechst                     | | Hoechst 33342; Hoechst 33258; Hoechst 34580; Höchst; bisbenzimide; H33342
  DRAQ5                       | | DRAQ-5; DRAQ 5
  propidium iodide            | | PI
  SYTOX                       | | SYTOX Green; SYTOX Orange; SYTOX Blue
  SYTO                        | | SYTO 9; SYTO 13; SYTO 16
  SYBR Green                  | | SYBR; SYBR Gold; SYBR Safe
  acridine orange
  TO-PRO-3                    | | TOPRO; TO-PRO
  SiR-DNA                     | | SiR-Hoechst; SPY-DNA; SiR DNA
  ssDNA                       | | single-stranded DNA; ssDNA stain
  nuclear marker              | | a nuclear marker; nuclear stain; DNA; DNA stain; nuclei stain; nuclear dye
  membrane marker             | | a membrane marker; membrane stain; cell membrane; plasma membrane marker
  nuclear and membrane markers | | a nuclear marker and a membrane or cytoplasm marker; nuclear and cytoplasm markers; nucleus and membrane; a nuclear and a membrane marker
  H2B                         | | histone 2B; histone H2B; H2B-GFP; H2B-mCherry; H2B-iRFP670; H2B-mClover; H2B-RFP; GFP-H2B; mCherry-H2B
  GFP                         | | EGFP; eGFP; green fluorescent protein; mClover; mNeonGreen
  RFP                         | | mCherry; tdTomato; red fluorescent protein; mKate2; mRuby; DsRed; mScarlet
  YFP                         | | EYFP; mVenus; Venus; Citrine
  CFP                         | | ECFP; mTurquoise; Cerulean
  NucLight Red                | | NucLight; Incucyte NucLight Red
  phalloidin                  | | actin; F-actin; Alexa phalloidin; rhodamine phalloidin; actin stain; LifeAct
  tubulin                     | | alpha-tubulin; microtubules; anti-tubulin; beta-tubulin
  vimentin
  wheat germ agglutinin       | | WGA
  CellMask                    | | CellMask Deep Red; CellMask Orange; HCS CellMask
  concanavalin A              | | ConA; Con A
  MitoTracker                 | | mitochondria; MitoTracker Red; MitoTracker Deep Red
  ER marker                   | | endoplasmic reticulum; ER-Tracker; calreticulin
  calcein                     | | calcein AM; calcein-AM
  CFSE
  CellTracker                 | | CellTracker Green; CellTracker Red; CMFDA; CellTracker Orange
  FM4-64                      | | FM 4-64; FM4-64FX
  Nile red
  Calcofluor white            | | calcofluor
  E-cadherin                  | | CDH1
  Na/K-ATPase                 | | sodium potassium ATPase; NaKATPase
  pan-cytokeratin             | | cytokeratin; panCK; PanCK; CK; keratin; pan-keratin
  Ki-67                       | | MKI67
  Lap2                        | | LAP2beta; lamina-associated polypeptide 2
  lamin                       | | lamin A/C; lamin B1; lamin A; lamin B
  CD3
  CD4
  CD8                         | | CD8a
  CD20
  CD45
  CD68
  estrogen receptor           | | oestrogen receptor; ESR1
  progesterone receptor       | | PGR
  HER2                        | | ERBB2; HER-2
  p53                         | | TP53
  PD-L1                       | | CD274; PDL1
`);
