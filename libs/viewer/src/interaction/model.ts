import { LabelImageError, sizeOf, type LabelImage } from '@cellboard/labels';

import { Agreement, type AgreementAt, type CandidatePairs, type CellsAt } from '../cells/agreement.ts';
import { cellTable, type CellTable, type ColourMode } from '../cells/cell-table.ts';
import { colourPrediction, colourTruth, type CellColours } from '../cells/colour-cells.ts';
import type { PixelSize } from '../cells/cell-facts.ts';
import { defaultChannels, type ChannelDisplay, type ImageMeaning } from '../image/channels.ts';
import { layoutOf, type ImageSamples } from '../image/image-samples.ts';
import type { Size } from '../view/view.ts';

/** Cells of one image, by a person or by a model. */
export interface Segmentation {
  /** What it is called, such as `Ground truth` or the name of a model. */
  readonly name: string;
  readonly labels: LabelImage;
  /** Its overlaps with the truth where they are known; found here where left out. */
  readonly pairs?: CandidatePairs;
}

/** What is looked at. */
export interface ViewerData {
  readonly image?: ImageSamples | undefined;
  readonly meaning?: ImageMeaning | undefined;
  /** Of a pixel, where it is known. */
  readonly pixelSize?: PixelSize | undefined;
  readonly truth?: Segmentation | undefined;
  readonly predictions?: readonly Segmentation[] | undefined;
}

/** Which segmentation: 0 is the truth, from 1 on the predictions. */
export type SegmentationIndex = number;

/** Everything about a segmentation at a threshold that does not depend on how it is looked at. */
interface Compared {
  readonly colours: CellColours;
  readonly cells?: CellsAt;
}

/** Possible matches below this IoU do not share a colour: thresholds are not set so low. */
const LOWEST_IOU = 0.1;

/**
 * One image with its segmentations, and what follows from them: colours, agreement at a threshold, tables for the
 * renderers. What was computed is kept until the threshold changes.
 */
export class ViewerModel {
  readonly data: ViewerData;
  readonly size: Size;
  /** How the image is shown at first; none where there is no image. */
  readonly channels: readonly ChannelDisplay[];
  /** One for each prediction where there is a truth. */
  readonly agreements: readonly Agreement[];
  readonly #truthColours: CellColours | undefined;
  readonly #tables = new Map<string, CellTable>();
  #threshold = 0.5;
  #at: readonly AgreementAt[] | undefined;
  readonly #compared = new Map<SegmentationIndex, Compared>();

  /**
   * @throws RangeError if the image cannot be shown, or there is nothing to look at
   * @throws LabelImageError if images differ in height or width
   */
  constructor(data: ViewerData) {
    this.data = data;
    this.size = commonSize(data);
    this.channels = data.image ? defaultChannels(data.image, data.meaning) : [];
    const { truth, predictions = [] } = data;
    this.agreements = truth ? predictions.map((each) => agreementOf(truth, each)) : [];
    this.#truthColours =
      truth &&
      colourTruth(
        truth.labels,
        predictions.map((each, k) => this.#possible(each, k)),
      );
  }

  get threshold(): number {
    return this.#threshold;
  }

  /** The truth, if there is one, and the predictions, with their indices. */
  get segmentations(): readonly { readonly index: SegmentationIndex; readonly name: string }[] {
    const { truth, predictions = [] } = this.data;
    const found = predictions.map(({ name }, k) => ({ index: k + 1, name }));
    return truth ? [{ index: 0, name: truth.name }, ...found] : found;
  }

  /** Undefined where there is none of this index. */
  segmentation(index: SegmentationIndex): Segmentation | undefined {
    return index === 0 ? this.data.truth : this.data.predictions?.[index - 1];
  }

  /**
   * Sets the threshold of IoU from which on cells are matched.
   *
   * @throws RangeError if it is not above 0 and at most 1
   */
  setThreshold(threshold: number): void {
    if (threshold === this.#threshold) return;
    const at = this.agreements.map((agreement) => agreement.at(threshold));
    this.#threshold = threshold;
    this.#at = at;
    this.#compared.clear();
    this.#tables.clear();
  }

  /** How each prediction agrees with the truth; empty without a truth. */
  get at(): readonly AgreementAt[] {
    return (this.#at ??= this.agreements.map((agreement) => agreement.at(this.#threshold)));
  }

  /**
   * Status, partner and IoU of the cells of a segmentation; undefined where it is compared with nothing. That of the
   * truth depends on the prediction that it is compared with.
   */
  cells(index: SegmentationIndex, against: SegmentationIndex = 1): CellsAt | undefined {
    return index === 0 ? this.at[against - 1]?.truth : this.at[index - 1]?.prediction;
  }

  /** The table of a segmentation; the truth has the status that one prediction gives it, or none. */
  table(index: SegmentationIndex, mode: ColourMode, against: SegmentationIndex = 0): CellTable {
    const key = `${index} ${mode} ${against}`;
    const known = this.#tables.get(key);
    if (known) return known;
    const { colours, cells } = this.#look(index, against);
    const table = cellTable({ colours, ...cells }, { mode });
    this.#tables.set(key, table);
    return table;
  }

  /** The table of the truth's outlines over a prediction: white, with the lines of their status; all or some cells. */
  outlines(against: SegmentationIndex, shown: 'all' | readonly number[]): CellTable {
    const key = `outlines ${against} ${String(shown)}`;
    const known = this.#tables.get(key);
    if (known) return known;
    const { colours, cells } = this.#look(0, against);
    const some = shown === 'all' ? {} : { shows: (cell: number) => shown.includes(cell) };
    const table = cellTable({ colours, ...cells }, { colour: [255, 255, 255], ...some });
    this.#tables.set(key, table);
    return table;
  }

  #look(index: SegmentationIndex, against: SegmentationIndex): Compared {
    const cells = this.cells(index, against);
    return { colours: this.#coloursOf(index), ...(cells && { cells }) };
  }

  #coloursOf(index: SegmentationIndex): CellColours {
    if (index === 0 && this.#truthColours) return this.#truthColours;
    const known = this.#compared.get(index);
    if (known) return known.colours;
    const labels = this.segmentation(index)!.labels;
    const partner = this.at[index - 1]?.prediction.partner;
    const colours =
      partner && this.#truthColours
        ? colourPrediction(labels, { truth: this.#truthColours, partner })
        : colourTruth(labels);
    this.#compared.set(index, { colours });
    return colours;
  }

  #possible({ labels: image }: Segmentation, k: number) {
    const { truth, prediction, shared, truthArea, predictionArea } = this.agreements[k]!.table;
    const isPossible = (_: unknown, at: number): boolean => {
      const union = truthArea[truth[at]!]! + predictionArea[prediction[at]!]! - shared[at]!;
      return shared[at]! >= LOWEST_IOU * union;
    };
    return { image, truth: truth.filter(isPossible), prediction: prediction.filter(isPossible) };
  }
}

function agreementOf(truth: Segmentation, { labels, pairs }: Segmentation): Agreement {
  return pairs ? Agreement.ofPairsIn(pairs, truth.labels, labels) : Agreement.ofImages(truth.labels, labels);
}

function commonSize({ image, truth, predictions = [] }: ViewerData): Size {
  const all = [...(truth ? [truth] : []), ...predictions].map(({ name, labels }) => {
    const [height, width] = sizeOf(labels);
    return { name, width, height };
  });
  const [first] = image ? [{ name: 'image', ...layoutOf(image) }] : all;
  if (!first) throw new RangeError('There is nothing to look at: give an image, a truth or a prediction.');
  for (const { name, width, height } of all) {
    if (width === first.width && height === first.height) continue;
    throw new LabelImageError(
      `${name} is ${height}×${width} pixels, but ${first.name} is ${first.height}×${first.width}. ` +
        `Show label images of the size of the image.`,
    );
  }
  return { width: first.width, height: first.height };
}
