/** Publications that define metrics, as the catalogue cites them. */
export const sources = {
  cellboard: 'Cellboard, docs/metrics',
  seed: 'Towards a Large-Scale Unbiased Machine Learning Benchmark for Cell Instance Segmentation, section 4.3',
  bestDice: 'Scharr et al., Leaf segmentation in plant phenotyping, Machine Vision and Applications 27, 2016',
  dsb: 'Caicedo et al., Nucleus segmentation across imaging experiments: the 2018 Data Science Bowl, Nature Methods 16, 2019',
  stardist: 'Schmidt et al., Cell Detection with Star-convex Polygons, MICCAI 2018',
  panoptic: 'Kirillov et al., Panoptic Segmentation, CVPR 2019',
  aji: 'Kumar et al., A Dataset and a Technique for Generalized Nuclear Segmentation for Computational Pathology, IEEE Transactions on Medical Imaging 36, 2017',
  hovernet: 'Graham et al., HoVer-Net, Medical Image Analysis 58, 2019',
  dice: 'Dice, Measures of the Amount of Ecologic Association Between Species, Ecology 26, 1945',
  jaccard: 'Jaccard, The Distribution of the Flora in the Alpine Zone, New Phytologist 11, 1912',
  dice2:
    'Vu et al., Methods for Segmentation and Classification of Digital Microscopy Tissue Images, Frontiers in Bioengineering and Biotechnology 7, 2019',
  seg: 'Maška et al., A benchmark for comparison of cell tracking algorithms, Bioinformatics 30, 2014',
  det: 'Matula et al., Cell Tracking Accuracy Measurement Based on Comparison of Acyclic Oriented Graphs, PLOS ONE 10, 2015',
  voi: 'Meilă, Comparing clusterings: an information based distance, Journal of Multivariate Analysis 98, 2007',
  nmi: 'Strehl and Ghosh, Cluster Ensembles, Journal of Machine Learning Research 3, 2002, with the arithmetic mean of the entropies',
  are: 'Arganda-Carreras et al., Crowdsourcing the creation of image segmentation algorithms for connectomics, Frontiers in Neuroanatomy 9, 2015',
  hd95: 'Huttenlocher et al., Comparing images using the Hausdorff distance, IEEE PAMI 15, 1993; 95th percentile as in MetricsReloaded, Nature Methods 21, 2024',
  assd: 'Heimann et al., Comparison and Evaluation of Methods for Liver Segmentation from CT Datasets, IEEE Transactions on Medical Imaging 28, 2009',
  nsd: 'Nikolov et al., Clinically Applicable Segmentation of Head and Neck Anatomy, Journal of Medical Internet Research 23, 2021, on border pixels',
} as const;
