import { termsOf } from './term.ts';

/** Cell lines, with their numbers in Cellosaurus where they are certain. */
export const cellLines = termsOf(`
  A2058         |           |
  G361          |           | G-361
  HOB           |           | human osteoblast
  769-P         | CVCL_1050
  786-O         | CVCL_1051
  A172          | CVCL_0131 | A-172
  A375          | CVCL_0132
  A431          | CVCL_0037
  A549          | CVCL_0023
  AGS           | CVCL_0139
  B16           |          
  BEAS-2B       | CVCL_0168
  BJ            | CVCL_3653 | BJ fibroblast; BJ-5ta
  BT474         | CVCL_0179 | BT-474
  BV2           | CVCL_0182 | BV-2
  C2C12         | CVCL_0188
  Caco-2        | CVCL_0025
  Caki          |
  Caki-1        | CVCL_0234
  Calu-3        | CVCL_0609
  CHO           | CVCL_0213 | Chinese hamster ovary; CHO-K1; Chinese hamster ovary cell
  COS-7         | CVCL_0224
  DU 145        | CVCL_0105
  GOWT1         |           | GOWT1 mouse stem cell
  H1299         | CVCL_0060 | NCI-H1299
  HaCaT         | CVCL_0038
  HAP1          | CVCL_Y019
  HCT 116       | CVCL_0291
  HEK293        | CVCL_0045 | 293; HEK; HEK 293; HEK293T; 293T
  HeLa          | CVCL_0030 | HeLa cell; HeLa Kyoto; HeLa-CCL2
  HeLa-S3       | CVCL_0058 | HeLa S3
  Hep G2        | CVCL_0027
  HL-60         | CVCL_0002
  HT-1080       | CVCL_0317
  HT-29         | CVCL_0320
  HUVEC         |          | HUVEC cell; human umbilical vein endothelial cell
  Huh7          | CVCL_0336 | Huh-7; HuH-7; Huh7.5
  IMR-90        | CVCL_0347
  Jurkat        | CVCL_0065 | Jurkat E6-1
  K-562         | CVCL_0004
  Kc167         | CVCL_Z834 | Drosophila Kc167
  LNCaP         | CVCL_0395
  MCF7          | CVCL_0031 | MCF-7
  MCF-10A       | CVCL_0598
  MDA-MB-231    | CVCL_0062
  MDA-MB-468    | CVCL_0419
  MDCK          | CVCL_0422
  MEF           |           | mouse embryonic fibroblast; murine embryonic fibroblast
  MIA PaCa-2    | CVCL_0428
  Neuro-2a      | CVCL_0470 | N2a
  NIH 3T3       | CVCL_0594 | 3T3; NIH3T3; NIH-3T3
  PANC-1        | CVCL_0480 | Panc1
  PC-12         | CVCL_0481
  PC-3          | CVCL_0035
  PNT1A         | CVCL_2163
  RAW 264.7     | CVCL_0493 | RAW264
  RPE1          | CVCL_4388 | hTERT RPE-1; hTERT-RPE1; RPE-1
  S2            | CVCL_Z232 | Drosophila S2; Schneider 2
  Saos-2        | CVCL_0548
  SHSY5Y        | CVCL_0019 | SH-SY5Y
  SkBr3         | CVCL_0033 | SK-BR-3
  SKOV3         | CVCL_0532 | SK-OV-3
  SW480         | CVCL_0546
  SW620         | CVCL_0547
  T-47D         | CVCL_0553
  T98G          | CVCL_0556
  THP-1         | CVCL_0006
  U-2 OS        | CVCL_0042 | U2OS; U20S
  U-251 MG      | CVCL_0021 | U251
  U-373 MG      |           | U373; glioblastoma-astrocytoma U373
  U-87 MG       | CVCL_0022 | U87
  U-937         | CVCL_0007
  Vero          | CVCL_0059 | Vero E6
  WI-38         | CVCL_0579
`);
