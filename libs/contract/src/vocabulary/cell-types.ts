import { termsOf } from './term.ts';

/** Kinds of cells; the names of the Cell Ontology where it has them, in the singular. */
export const cellTypes = termsOf(`
  pancreatic stem cell      |            | pancreatic stem cells
  acinar cell               | CL:0000622
  adherent cell             |            | adherent cells in culture
  adipocyte                 | CL:0000136 | fat cell
  algal cell                |            | alga; algae; microalga; microalgae; chlorella
  amoeba                    |            | amoebae; dictyostelium; Dictyostelium discoideum; ameba
  astrocyte                 | CL:0000127
  B cell                    | CL:0000236 | B lymphocyte; B-lymphocyte
  bacterium                 | CL:0000520 | bacteria; bacterial cell; prokaryotic cell; bact
  Acinetobacter baylyi      |            | A. baylyi; Acinetobacter baylyi ADP1
  Bacillus subtilis         |            | B. subtilis; bsubtilis
  Caulobacter crescentus    |            | C. crescentus; Caulobacter
  Corynebacterium glutamicum |           | C. glutamicum
  Escherichia coli          |            | E. coli; Ecoli
  Helicobacter pylori       |            | H. pylori
  Mycobacterium smegmatis   |            | M. smegmatis
  Pseudomonas aeruginosa    |            | P. aeruginosa
  Staphylococcus aureus     |            | S. aureus
  Streptococcus pneumoniae  |            | S. pneumoniae
  Vibrio cholerae           |            | V. cholerae
  basal cell                | CL:0000646
  basophil                  | CL:0000767
  blood cell                | CL:0000081 | blood cells
  bone marrow cell          | CL:0002092
  cancer cell               | CL:0001064 | malignant cell; tumour cell; neoplastic cell; neoplastic; malignant; cancer
  malignant epithelial cell |            | malignant epithelial; neoplastic epithelial cell; carcinoma cell; dysplastic/malignant epithelial
  cardiomyocyte             | CL:0000746 | cardiac muscle cell; heart muscle cell
  CD4 T cell                | CL:0000624 | CD4+ T cell; helper T cell; T helper cell; CD4-positive T cell
  CD8 T cell                | CL:0000625 | CD8+ T cell; cytotoxic T cell; CD8-positive T cell
  cervical cell             |            | cervical squamous cell; cervix cell
  chondrocyte               | CL:0000138
  ciliated cell             | CL:0000064
  connective tissue cell    | CL:0002320 | connective; connective/soft tissue; connective cell; soft tissue cell
  dead cell                 |            | dead; necrotic cell; dying cell
  apoptotic cell            | CL:0000445 | apoptotic body; apoptosis; apoptotic
  dendritic cell            | CL:0000451
  embryonic cell            | CL:0002321 | blastomere
  embryonic stem cell       | CL:0002322 | ES cell; ESC; hESC; mESC; embryonic stem
  endothelial cell          | CL:0000115 | endothelium; endothelial; endothelial nucleus
  enterocyte                | CL:0000584
  eosinophil                | CL:0000771
  epithelial cell           | CL:0000066 | epithelial; epithelium; healthy epithelial; normal epithelial; epithelial nucleus; benign epithelial cell; non-neoplastic epithelial; epithelia
  erythrocyte               | CL:0000232 | red blood cell; RBC; red cell
  fibroblast                | CL:0000057
  fungal hypha              |            | fungus; fungi; hypha; hyphae; filamentous fungus
  ganglion cell             | CL:0000740 | retinal ganglion cell
  germ cell                 | CL:0000586
  glial cell                | CL:0000125 | glia; neuroglia
  glioblastoma cell         |            | glioma cell; glioblastoma astrocytoma cell
  goblet cell               | CL:0000160
  granule cell              | CL:0000120
  granulocyte               | CL:0000094
  hematopoietic stem cell   | CL:0000037 | HSC; haematopoietic stem cell; hematopoietic precursor cell
  hepatocyte                | CL:0000182 | liver cell; primary hepatocyte
  histiocyte                |            | histiocytes
  induced pluripotent stem cell |        | iPSC; iPS cell; hiPSC; induced pluripotent stem
  inflammatory cell         |            | inflammatory; inflammation; inflammatory nucleus
  interneuron               | CL:0000099
  keratinocyte              | CL:0000312
  Kupffer cell              | CL:0000091
  leukocyte                 | CL:0000738 | white blood cell; WBC; leucocyte; immune cell
  lymphocyte                | CL:0000542 | tumour-infiltrating lymphocyte; TIL; lymphocytic; sTIL
  macrophage                | CL:0000235 | bone-marrow-derived macrophage; BMDM; murine bone-marrow derived macrophage
  mast cell                 | CL:0000097
  megakaryocyte             | CL:0000556
  melanocyte                | CL:0000148
  mesenchymal stem cell     | CL:0000134 | MSC; mesenchymal stromal cell; rat mesenchymal stem cell
  mesothelial cell          | CL:0000077
  microglial cell           | CL:0000129 | microglia
  monocyte                  | CL:0000576
  muscle cell               | CL:0000187 | myocyte; muscle; muscle nucleus
  muscle stem cell          | CL:0000594 | satellite cell; skeletal muscle satellite cell; MuSC
  myeloma cell              |            | multiple myeloma; myeloma plasma cell; multiple myeloma plasma cell
  myoblast                  | CL:0000056
  myofibroblast             | CL:0000186
  natural killer cell       | CL:0000623 | NK cell; NK
  neural progenitor cell    | CL:0011020 | NPC; neural precursor cell; neural stem cell; NSC
  neuroblast                | CL:0000031
  neuron                    | CL:0000540 | neurone; nerve cell; neuronal cell; neuronal; cortical neuron; hippocampal neuron; primary neuron
  neutrophil                | CL:0000775
  oligodendrocyte           | CL:0000128
  oocyte                    | CL:0000023
  organoid                  |            | organoids; spheroid; intestinal organoid; patient-derived organoid; PDAC organoid
  osteoblast                | CL:0000062
  osteoclast                | CL:0000092
  osteocyte                 | CL:0000137
  peripheral blood mononuclear cell | CL:2000001 | PBMC
  pericyte                  | CL:0000669
  photoreceptor cell        | CL:0000210 | photoreceptor
  plant cell                |            | Arabidopsis thaliana; Arabidopsis; plant; arabidopsis ovule; plant epidermal cell
  plasma cell               | CL:0000786 | plasmocyte
  platelet                  | CL:0000233 | thrombocyte
  Plasmodium                |            | malaria parasite; Plasmodium vivax; Plasmodium falciparum
  podocyte                  | CL:0000653
  Purkinje cell             | CL:0000121
  pyramidal neuron          | CL:0000598 | pyramidal cell
  regulatory T cell         | CL:0000815 | Treg; T regulatory cell
  retinal pigment epithelial cell | CL:0002586 | RPE cell; retinal pigment epithelium
  Schwann cell              | CL:0002573
  secretory cell            | CL:0000151
  smooth muscle cell        | CL:0000192
  skeletal muscle fiber     | CL:0008002 | myofiber; muscle fibre; skeletal muscle fibre
  sperm                     | CL:0000019 | spermatozoon; spermatozoa; sperm cell
  spindle-shaped cell       |            | spindle-shaped; spindle cell
  squamous epithelial cell  | CL:0000076 | squamous cell
  stem cell                 | CL:0000034 | mouse stem cell
  stromal cell              | CL:0000499 | stroma; stromal
  T cell                    | CL:0000084 | T lymphocyte; T-lymphocyte
  tissue cell               |            | cells in tissue; tissue cells
  Toxoplasma gondii         |            | T. gondii; Toxoplasma
  trophoblast cell          | CL:0000351 | trophoblast
  urothelial cell           | CL:0000731 | transitional cell
  zygote                    | CL:0000365
  yeast                     | CL:0000521 | budding yeast; yeast cell; fungal cell; bakers yeast
  Saccharomyces cerevisiae  |            | S. cerevisiae
  Schizosaccharomyces pombe |            | S. pombe; fission yeast
  Candida albicans          |            | C. albicans; Candida
`);
