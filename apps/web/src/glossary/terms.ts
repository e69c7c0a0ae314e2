/** Words of this field that people outside it do not know, explained in a sentence or two. */
export const terms = {
  truth:
    'The correct outlines: drawn by experts, or known exactly where the image was drawn by software. Models are compared with them.',
  iou: 'Intersection over union: the shared area of two outlines divided by their joint area. 1 is an identical outline, 0 no overlap.',
  f1: 'How many cells were found and how many invented, in one number. 1 means all found and none invented.',
  candidate:
    'A model with one set of trained weights and settings. It is what gets ranked, because the same model can do well or badly with other weights.',
  weights: 'The numbers that a model learned in training. The same model has other weights for other kinds of images.',
  unseen:
    'A model can remember images that it was trained on. Only scores on images it has never seen show how well it will do on yours.',
  coverage: 'Images with a prediction, of all images. Missing predictions count as “no cells found”.',
  pooled: 'The cells of all images are counted together, so images with many cells weigh more.',
  backbone: 'The network inside a model that turns the image into features.',
  synthetic: 'Drawn by software. Good for trying things out, not for judging models.',
  lookalike:
    'Pictures are compared by a short fingerprint of what they show. A few different bits mean nearly the same picture.',
} as const;

export type TermName = keyof typeof terms;
