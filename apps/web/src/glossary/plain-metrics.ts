/** What each metric answers, in one sentence for people who look at cells and not at formulas; by the metric's page. */
const sentences: Readonly<Record<string, string>> = {
  mDice: 'How well each real cell is covered by the best prediction for it, on average; 1 is a perfect outline.',
  mIoU: 'Shared area of each real cell and the best prediction for it as a share of both; stricter than mDice.',
  mHD: 'How far the worst part of an outline is from the real one, in pixels, averaged over the real cells.',
  tp: 'How many real cells were found, as far as their outlines reach the threshold.',
  fp: 'How many predicted cells were invented, or fit no real cell well enough for the threshold.',
  fn: 'How many real cells were missed, or found with too poor an outline for the threshold.',
  ap: 'Found cells as a share of all found, missed and invented cells, stricter than F1. It is not the area under a curve.',
  precision:
    'How much of what the model outlined is real: predicted cells that match one, as a share of all predicted.',
  recall: 'Of the real cells, the share that the model found; invented cells do not count.',
  f1: 'How many cells were found and how many invented, in one number; 1 means all found and none invented.',
  apMean: 'The same as AP, averaged from loose to very strict outlines.',
  pq: 'Finding cells and outlining them well, in one number: the share found times the quality of their outlines.',
  sq: 'How good the outlines of the found cells are; missed cells do not count.',
  dq: 'Nearly the same as F1 at 0.5: only finding and inventing count, whatever the outlines are like.',
  aji: 'Shared area of all cells over their joint area; missed and invented area lowers it, and one predicted cell may serve several real ones.',
  ajiPlus: 'Like AJI, but one predicted cell serves one real cell only.',
  dice: 'How well cells are separated from background; cells that touch may be merged without any loss.',
  iou: 'How well cells are separated from background, stricter than Dice; merged cells cost nothing.',
  dice2: 'Overlap of all pairs of cells that touch, large cells counting most.',
  seg: 'How well each real cell is outlined; a cell of which half or less is covered counts as missed.',
  det: 'How much work it would be to correct the found cells by hand: splitting, adding and deleting.',
  mDiceReverse:
    'How well each predicted cell fits a real one; unlike in mDice, invented cells lower it and missed ones do not.',
  mIoUReverse: 'Like mDiceReverse, but stricter about the overlap.',
  sbd: 'The lower of mDice and mDiceReverse, so that missed cells and invented cells both lower it.',
  voiSplit: 'How much of the area of real cells is broken into pieces; splits counts the cells instead.',
  voiMerge: 'How much of the area of neighbouring cells runs together; merges counts the cells instead.',
  nmi: 'How much the prediction tells about the truth, with background counted like a cell.',
  are: 'How often two pixels are wrongly put into the same cell or wrongly kept apart.',
  hd95: 'How far the outlines of found cells are off at their worst, leaving out the worst 5 % of each outline.',
  assd: 'How far the outlines of found cells are off on average, in pixels.',
  nsd: 'The share of the outline that lies within 2 pixels of the real one.',
  splits: 'How many real cells were cut into several, however the pieces are outlined.',
  merges: 'How many predicted cells merge several touching ones.',
  missed:
    'How many real cells the model did not see at all; a merged, cut or badly outlined cell was seen and is not missed.',
  invented: 'How many cells the model invented where there is nothing; a poor outline of a real cell is not invented.',
  countError: 'By how many cells the count is off; missed and invented cells cancel each other out.',
  truthCells: 'How many real cells there are.',
  predictedCells: 'How many cells the model outlined.',
};

/** One sentence about a metric without jargon, by its page or an id such as `f1@0.5`; empty where there is none. */
export function plainMetric(id: string): string {
  return sentences[id.replace(/@.*$/, '')] ?? '';
}
