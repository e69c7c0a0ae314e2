import type { Agreement, AgreementAt, CellsAt } from '../cells/agreement.ts';
import { cellTable, type CellTable, type ColourMode } from '../cells/cell-table.ts';
import { colourPrediction, type CellColours } from '../cells/colour-cells.ts';
import { codeOf } from '../cells/status.ts';
import type { ChannelDisplay } from '../image/channels.ts';
import type { Size } from '../view/view.ts';
import { Recent } from './recent.ts';
import type { Segmentation, SegmentationIndex, ViewerData } from './viewer-data.ts';

/** Everything about a segmentation at a threshold that does not depend on how it is looked at. */
interface Compared {
  readonly colours: CellColours;
  readonly cells?: CellsAt;
}

/** Which cells of the truth are outlined over a prediction: all, these, or all that it missed and these. */
export type OutlinedCells = 'all' | readonly number[] | { readonly missedAnd: readonly number[] };

/** Tables that are kept: those of nine panels in two ways. */
const TABLES = 18;

/** What is looked at at a threshold. */
export interface ComparedModel {
  readonly data: ViewerData;
  readonly size: Size;
  /** How the image is shown at first; none where there is no image. */
  readonly channels: readonly ChannelDisplay[];
  /** One for each prediction where there is a truth. */
  readonly agreements: readonly Agreement[];
  /** Colours of the truth's cells, which predictions take over. */
  readonly truthColours: CellColours | undefined;
  /** The table of what is ignored; undefined where nothing is. */
  readonly ignoreTable: CellTable | undefined;
  /** The truth, if there is one, and the predictions, with their indices. */
  readonly segmentations: readonly { readonly index: SegmentationIndex; readonly name: string }[];
  /** Undefined where there is none of this index. */
  segmentation(index: SegmentationIndex): Segmentation | undefined;
  /** Colours of a segmentation that is compared with nothing, and of the truth. */
  plainColours(index: SegmentationIndex): CellColours;
}

/** A model at a threshold of IoU: counts, and tables for the renderers. It never changes. */
export class ModelAt {
  readonly model: ComparedModel;
  readonly threshold: number;
  /** How each prediction agrees with the truth; empty without a truth. */
  readonly agreements: readonly AgreementAt[];
  readonly #tables = new Recent<string, CellTable>(TABLES);
  readonly #colours = new Map<SegmentationIndex, CellColours>();
  #consensus: Float64Array | undefined;

  /** @throws RangeError if the threshold is not above 0 and at most 1 */
  constructor(model: ComparedModel, threshold: number) {
    this.model = model;
    this.threshold = threshold;
    this.agreements = model.agreements.map((agreement) => agreement.at(threshold));
  }

  /**
   * Status, partner and IoU of the cells of a segmentation; undefined where it is compared with nothing. That of the
   * truth depends on the prediction that it is compared with.
   */
  cells(index: SegmentationIndex, against: SegmentationIndex = 1): CellsAt | undefined {
    return index === 0 ? this.agreements[against - 1]?.truth : this.agreements[index - 1]?.prediction;
  }

  /** The table of a segmentation; the truth has the status that one prediction gives it, or none. */
  table(index: SegmentationIndex, mode: ColourMode, against: SegmentationIndex = 0): CellTable {
    return this.#tables.get(`${index} ${mode} ${against}`, () => {
      const { map } = this.model.data;
      if (map && this.model.segmentation(index) === map) {
        return cellTable({ colours: new Uint16Array(map.shares.length), iou: map.shares }, { mode: 'iou' });
      }
      const { colours, cells } = this.#look(index, against);
      if (mode !== 'consensus') return cellTable({ colours, ...cells }, { mode });
      const share = this.#shares(index);
      return cellTable({ colours, ...cells, ...(share && { iou: share }) }, { mode: 'iou' });
    });
  }

  /** The table of the truth's outlines over a prediction: white, with the lines of their status. */
  outlines(against: SegmentationIndex, shown: OutlinedCells): CellTable {
    return this.#tables.get(`outlines ${against} ${JSON.stringify(shown)}`, () => {
      const { colours, cells } = this.#look(0, against);
      const missed = codeOf('missed');
      const shows = (cell: number): boolean => {
        if (shown === 'all') return true;
        if (!('missedAnd' in shown)) return shown.includes(cell);
        return cells?.status[cell] === missed || shown.missedAnd.includes(cell);
      };
      return cellTable({ colours, ...cells }, { colour: [255, 255, 255], shows });
    });
  }

  /** For each truth cell the share of the predictions that found it, 0 to 1; index 0 unused. */
  consensus(): Float64Array {
    return (this.#consensus ??= consensusOf(this.agreements.map(({ truth }) => truth.partner)));
  }

  /** The consensus about the cells of a segmentation: of a predicted cell, about its truth cell. */
  #shares(index: SegmentationIndex): Float64Array | undefined {
    if (index === 0) return this.agreements.length > 0 ? this.consensus() : undefined;
    const partner = this.agreements[index - 1]?.prediction.partner;
    return partner && Float64Array.from(partner, (truth) => this.consensus()[truth] ?? 0);
  }

  #look(index: SegmentationIndex, against: SegmentationIndex): Compared {
    const cells = this.cells(index, against);
    return { colours: this.#coloursOf(index), ...(cells && { cells }) };
  }

  #coloursOf(index: SegmentationIndex): CellColours {
    const { truthColours } = this.model;
    const partner = this.agreements[index - 1]?.prediction.partner;
    if (index === 0 || !partner || !truthColours) return this.model.plainColours(index);
    const known = this.#colours.get(index);
    if (known) return known;
    const { labels } = this.model.segmentation(index)!;
    const colours = colourPrediction(labels, { truth: truthColours, partner });
    this.#colours.set(index, colours);
    return colours;
  }
}

function consensusOf(partners: readonly Uint32Array[]): Float64Array {
  const share = new Float64Array(partners[0]?.length ?? 0);
  for (const partner of partners) {
    for (let cell = 1; cell < share.length; cell++) if (partner[cell]! > 0) share[cell]! += 1 / partners.length;
  }
  return share;
}
