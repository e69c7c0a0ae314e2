import { termsOf } from './term.ts';

/** Organs and tissues; the names of Uberon where it has them. */
export const tissues = termsOf(`
  neuroblastoma         |                | NBL
  ganglioneuroblastoma  |                |
  adipose tissue        | UBERON:0001013 | fat; fat tissue; white fat; brown fat; adipose; fat (white and brown); subscapula fat; fat (white and brown) subscapula; subscapular fat
  adrenal gland         | UBERON:0002369 | adrenal; suprarenal gland; ACC; PCPG; adrenocortical carcinoma
  anus                  | UBERON:0001245 | anal canal
  aorta                 | UBERON:0000947
  appendix              | UBERON:0001154 | vermiform appendix
  artery                | UBERON:0001637
  ascites               |                | ascitic fluid
  bile duct             | UBERON:0002394 | CHOL; cholangiocarcinoma
  blood                 | UBERON:0000178 | peripheral blood; blood smear; peripheral blood smear
  bone                  | UBERON:0001474 | bone tissue
  bone marrow           | UBERON:0002371 | marrow; femur marrow
  brain                 | UBERON:0000955 | GBM; LGG; glioma; glioblastoma; human brain; brain tumor
  breast                | UBERON:0000310 | BRCA; breast cancer; breast carcinoma; breast tumor; TNBC; triple-negative breast cancer; mammary tissue
  bronchoalveolar lavage |               | BALF; bronchoalveolar lavage fluid; BAL
  bronchus              | UBERON:0002185
  cardia                | UBERON:0001162 | gastric cardia; cardia of stomach
  cartilage             | UBERON:0002418 | cartilage tissue
  cecum                 | UBERON:0001153
  cerebellum            | UBERON:0002037
  cerebral cortex       | UBERON:0000956 | neocortex; auditory cortex; visual cortex; motor cortex
  cerebrospinal fluid   | UBERON:0001359 | CSF
  cervix                | UBERON:0000002 | uterine cervix; CESC; cervical cancer; cervix uteri
  colon                 | UBERON:0001155 | COAD; colon cancer; colon carcinoma; colon adenocarcinoma; bowel; large bowel
  colorectum            |                | colorectal; colorectal cancer; CRC; colon and rectum; COADREAD; colorectal carcinoma; colorectal adenocarcinoma
  connective tissue     | UBERON:0002384 | stroma tissue
  cornea                | UBERON:0000964
  dermis                | UBERON:0002067
  diaphragm             | UBERON:0001103
  duodenum              | UBERON:0002114
  embryo                | UBERON:0000922 | blastocyst
  endometrium           | UBERON:0001295 | UCEC; endometrial cancer; endometrial carcinoma
  epidermis             | UBERON:0001003 | skin epidermis
  epididymis            | UBERON:0001301
  epiglottis            | UBERON:0000388
  esophagus             | UBERON:0001043 | ESCA; gullet; esophageal carcinoma
  eye                   | UBERON:0000970
  fallopian tube        | UBERON:0003889 | oviduct; uterine tube
  femur                 | UBERON:0000981
  gallbladder           | UBERON:0002110 | gall bladder
  gastrointestinal tract | UBERON:0001555 | GI; GI tract; digestive tract; gut; gastrointestinal
  gingiva               | UBERON:0001828 | gum
  glandular epithelium  | UBERON:0006799
  head and neck         |                | headneck; head & neck; HNSC; HNSCC; head and neck cancer; head and neck squamous cell carcinoma
  heart                 | UBERON:0000948 | myocardium; cardiac; cardiac tissue
  hippocampus           | UBERON:0002421 | hippocampal formation
  ileum                 | UBERON:0002116
  jejunum               | UBERON:0002115
  kidney                | UBERON:0002113 | KIRC; KIRP; KICH; renal; renal cell carcinoma
  large intestine       | UBERON:0000059
  larynx                | UBERON:0001737
  liver                 | UBERON:0002107 | LIHC; hepatic; hepatocellular carcinoma; liver cancer
  lung                  | UBERON:0002048 | LUAD; LUSC; pulmonary; lung cancer; lung adenocarcinoma; lung squamous cell carcinoma; NSCLC
  lymph node            | UBERON:0000029 | lymphoid node; LN
  lymphoid tissue       | UBERON:0001744 | lymphoid infiltrate
  lymphoma              |                | DLBC; diffuse large B-cell lymphoma; DLBCL
  mammary gland         | UBERON:0001911
  mediastinum           | UBERON:0003728
  melanoma              |                | SKCM; UVM; advanced melanoma; primary melanoma; metastatic melanoma
  mouth                 | UBERON:0000165 | oral cavity; oral; oral mucosa
  nasal cavity          | UBERON:0001707 | nose
  nerve                 | UBERON:0001021 | peripheral nerve
  ovary                 | UBERON:0000992 | ovarian; OV; ovarian cancer; ovarian carcinoma
  pancreas              | UBERON:0001264 | pancreatic; PAAD; pancreatic cancer; pancreatic ductal adenocarcinoma
  parathyroid gland     | UBERON:0001132 | parathyroid
  penis                 | UBERON:0000989
  peritoneum            | UBERON:0002358
  pituitary gland       | UBERON:0000007 | pituitary; hypophysis; pituitary body
  placenta              | UBERON:0001987
  pleura                | UBERON:0000977 | MESO; mesothelioma
  pleural effusion      |                | pleural fluid; effusion
  prostate              | UBERON:0002367 | prostate gland; PRAD; prostate cancer; prostatic
  pylorus               | UBERON:0001166
  rectum                | UBERON:0001052 | READ; rectal; rectal cancer
  retina                | UBERON:0000966
  salivary gland        | UBERON:0001044 | parotid gland; submandibular gland; salivary; salivory gland
  seminal vesicle       | UBERON:0000998
  skeletal muscle       | UBERON:0001134 | muscle; skeletal muscle tissue; muscle tibialis; muscle tibialis anterior muscle; tibialis anterior; muscle tibia; striated muscle
  skin                  | UBERON:0002097 | skin of body; cutaneous
  small intestine       | UBERON:0002108 | small bowel
  smooth muscle         | UBERON:0001135 | smooth muscle tissue
  soft tissue           |                | SARC; sarcoma
  spinal cord           | UBERON:0002240
  spleen                | UBERON:0002106 | splenic
  stomach               | UBERON:0000945 | gastric; STAD; gastric cancer; stomach cancer; gastric adenocarcinoma
  tendon                | UBERON:0000043
  testis                | UBERON:0000473 | testicle; testes; testicular; TGCT
  thymus                | UBERON:0002370 | THYM; thymoma
  thyroid gland         | UBERON:0002046 | thyroid; THCA; thyroid carcinoma
  tongue                | UBERON:0001723
  tonsil                | UBERON:0002372 | palatine tonsil
  trachea               | UBERON:0003126
  tumour                |                | neoplasm; cancer; tumour tissue; malignant tissue
  umbilical cord        | UBERON:0002331
  ureter                | UBERON:0000056
  urethra               | UBERON:0000057
  urinary bladder       | UBERON:0001255 | bladder; BLCA; bladder cancer; bladder carcinoma; urothelial carcinoma
  uterus                | UBERON:0000995 | womb; UCS; uterine
  vagina                | UBERON:0000996
  vein                  | UBERON:0001638
  plant root            |                | root; Arabidopsis root; roots
  plant leaf            |                | leaf
  plant ovule           |                | ovule
`);
