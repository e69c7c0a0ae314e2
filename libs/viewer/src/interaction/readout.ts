import { LOOKS } from '../cells/status.ts';
import { outcomeInWords } from './emphasis.ts';
import type { CellRef } from './state.ts';
import type { ViewerStore } from './store.ts';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const um2 = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/**
 * A cell in one line, such as "Ground truth, cell 57: merged, 412 px, 103 µm². U-Net: merged with cell 58". Of a truth
 * cell it says what became of it in each prediction that is shown. Ids are those of the original file.
 */
export function cellInWords(store: ViewerStore, ref: CellRef): string {
  const { model, state } = store;
  const facts = store.facts(ref);
  const found = model.segmentation(ref.segmentation);
  if (!facts || !found) return '';
  const size = [
    `${number.format(facts.area)} px`,
    ...(facts.areaUm2 === null ? [] : [`${um2.format(facts.areaUm2)} µm²`]),
  ];
  const { map } = model.data;
  if (found === map) return `${map.words[facts.cell] ?? ''}: ${size.join(', ')}`;
  const isPrediction = ref.segmentation > 0;
  const status = facts.status === 'plain' || !isPrediction ? [] : [LOOKS[facts.status].name.toLowerCase()];
  const iou = facts.iou === null || !isPrediction ? [] : [`IoU ${facts.iou.toFixed(2)}`];
  const line = `${found.name}, cell ${facts.id}: ${[...status, ...iou, ...size].join(', ')}`;
  if (isPrediction) return line;
  const shown = new Set(state.panels.map(({ segmentation }) => segmentation));
  const others = model.segmentations.filter(({ index }) => index > 0 && shown.has(index));
  return [line, ...others.map(({ index, name }) => `${name}: ${outcomeInWords(store.at, facts.cell, index)}`)].join(
    '. ',
  );
}
