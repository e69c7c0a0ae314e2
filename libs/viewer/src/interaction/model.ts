import { LabelImageError, sizeOf, type LabelImage } from '@cellboard/labels';

import { Agreement } from '../cells/agreement.ts';
import { cellTable, type CellTable } from '../cells/cell-table.ts';
import { colourSteps, colourTruth, type CellColours, type PossibleMatches } from '../cells/colour-cells.ts';
import { neighbourSteps } from '../cells/neighbours.ts';
import { codeOf } from '../cells/status.ts';
import { finished, inSlices, type Slices, type Steps } from '../cells/steps.ts';
import { defaultChannels, type ChannelDisplay } from '../image/channels.ts';
import { histogramSteps } from '../image/histogram.ts';
import { layoutOf } from '../image/image-samples.ts';
import type { Size } from '../view/view.ts';
import { ModelAt, type ComparedModel } from './model-at.ts';
import { Recent } from './recent.ts';
import type { Segmentation, SegmentationIndex, ViewerData } from './viewer-data.ts';

/** Possible matches below this IoU do not share a colour: thresholds are not set so low. */
const LOWEST_IOU = 0.1;

/** Thresholds that are kept: the one that is shown, and a few before it. */
const THRESHOLDS = 3;

/** What a model is made of. */
interface Parts {
  readonly size: Size;
  readonly channels: readonly ChannelDisplay[];
  readonly agreements: readonly Agreement[];
  readonly truthColours: CellColours | undefined;
}

/**
 * One image with its segmentations, and what follows from them: colours, and agreement at a threshold. It never
 * changes.
 */
export class ViewerModel implements ComparedModel {
  readonly data: ViewerData;
  readonly size: Size;
  /** How the image is shown at first; none where there is no image. */
  readonly channels: readonly ChannelDisplay[];
  /** One for each prediction where there is a truth. */
  readonly agreements: readonly Agreement[];
  /** Colours of the truth's cells, which predictions take over. */
  readonly truthColours: CellColours | undefined;
  readonly #at = new Recent<number, ModelAt>(THRESHOLDS);
  readonly #plain = new Map<SegmentationIndex, CellColours>();

  /**
   * Makes a model at once; see {@link ViewerModel.prepare} for large images.
   *
   * @throws RangeError if the image cannot be shown, or there is nothing to look at
   * @throws LabelImageError if images differ in height or width
   */
  constructor(data: ViewerData, parts: Parts = finished(partsOf(data))) {
    this.data = data;
    this.size = parts.size;
    this.channels = parts.channels;
    this.agreements = parts.agreements;
    this.truthColours = parts.truthColours;
  }

  /** Makes a model in slices, so that a page stays usable meanwhile. Fails as the constructor does. */
  static async prepare(data: ViewerData, slices: Slices): Promise<ViewerModel> {
    return new ViewerModel(data, await inSlices(partsOf(data), slices));
  }

  /** The truth, if there is one, and the predictions, with their indices. */
  get segmentations(): readonly { readonly index: SegmentationIndex; readonly name: string }[] {
    const { truth, predictions = [], map } = this.data;
    const found = [...predictions, ...(map ? [map] : [])].map(({ name }, k) => ({ index: k + 1, name }));
    return truth ? [{ index: 0, name: truth.name }, ...found] : found;
  }

  /** Undefined where there is none of this index. */
  segmentation(index: SegmentationIndex): Segmentation | undefined {
    const { truth, predictions = [], map } = this.data;
    if (index === predictions.length + 1) return map;
    return index === 0 ? truth : predictions[index - 1];
  }

  /**
   * The model at a threshold of IoU, from which on cells are matched. The same object for the same threshold, for the
   * last few of them.
   *
   * @throws RangeError if it is not above 0 and at most 1
   */
  at(threshold: number): ModelAt {
    return this.#at.get(threshold, () => new ModelAt(this, threshold));
  }

  /** Colours of a segmentation that is compared with nothing, and of the truth. */
  plainColours(index: SegmentationIndex): CellColours {
    if (index === 0 && this.truthColours) return this.truthColours;
    const known = this.#plain.get(index);
    if (known) return known;
    const colours = colourTruth(this.segmentation(index)!.labels);
    this.#plain.set(index, colours);
    return colours;
  }

  /** The table of what is ignored; undefined where nothing is. */
  get ignoreTable(): CellTable | undefined {
    const { ignore } = this.data;
    return ignore && ignore.cellCount > 0 ? ignoreTableOf(ignore) : undefined;
  }
}

const ignoreTables = new WeakMap<LabelImage, CellTable>();

function ignoreTableOf(ignore: LabelImage): CellTable {
  const known = ignoreTables.get(ignore);
  if (known) return known;
  const cells = ignore.cellCount + 1;
  const status = new Uint8Array(cells).fill(codeOf('ignored'));
  const table = cellTable({ colours: new Uint16Array(cells), status }, { mode: 'status' });
  ignoreTables.set(ignore, table);
  return table;
}

function* partsOf(data: ViewerData): Steps<Parts> {
  const { image, truth, ignore, predictions = [] } = data;
  const size = commonSize(data);
  if (image) {
    const shown = layoutOf(image).channels;
    for (let channel = 0; channel < shown; channel++) yield* histogramSteps(image, channel);
  }
  const channels = image ? defaultChannels(image, data.meaning) : [];
  const agreements: Agreement[] = [];
  for (const each of truth ? predictions : []) {
    agreements.push(agreementOf(truth!, each, ignore));
    yield;
  }
  for (const { labels } of [...(truth ? [truth] : []), ...predictions]) yield* neighbourSteps(labels);
  const possible = agreements.map((agreement, k) => possibleMatches(agreement, predictions[k]!.labels));
  const truthColours = truth && (yield* colourSteps(truth.labels, possible));
  return { size, channels, agreements, truthColours };
}

/** Agreements of images that were compared before, with what was ignored then. */
const agreed = new WeakMap<LabelImage, WeakMap<LabelImage, { ignore: LabelImage | undefined; agreement: Agreement }>>();

/** One more prediction does not make all others be compared again. */
function agreementOf(truth: Segmentation, { labels, pairs }: Segmentation, ignore?: LabelImage): Agreement {
  if (pairs && !ignore) return Agreement.ofPairsIn(pairs, truth.labels, labels);
  const known = agreed.get(truth.labels)?.get(labels);
  if (known && known.ignore === ignore) return known.agreement;
  const agreement = Agreement.ofImages(truth.labels, labels, ignore);
  const ofTruth =
    agreed.get(truth.labels) ?? new WeakMap<LabelImage, { ignore: LabelImage | undefined; agreement: Agreement }>();
  agreed.set(truth.labels, ofTruth.set(labels, { ignore, agreement }));
  return agreement;
}

function possibleMatches({ table }: Agreement, image: LabelImage): PossibleMatches {
  const { truth, prediction, shared, truthArea, predictionArea } = table;
  const isPossible = (_: unknown, at: number): boolean => {
    const union = truthArea[truth[at]!]! + predictionArea[prediction[at]!]! - shared[at]!;
    return shared[at]! >= LOWEST_IOU * union;
  };
  return { image, truth: truth.filter(isPossible), prediction: prediction.filter(isPossible) };
}

function commonSize({ image, truth, ignore, map, predictions = [] }: ViewerData): Size {
  const labelled = [
    ...(truth ? [truth] : []),
    ...(ignore ? [{ name: 'The ignore mask', labels: ignore }] : []),
    ...predictions,
    ...(map ? [map] : []),
  ];
  const all = labelled.map(({ name, labels }) => {
    const [height, width] = sizeOf(labels);
    return { name, width, height };
  });
  const [first] = image ? [{ name: 'image', ...layoutOf(image) }] : all;
  if (!first) throw new RangeError('There is nothing to look at: give an image, a truth or a prediction.');
  for (const { name, width, height } of all) {
    if (width === first.width && height === first.height) continue;
    throw new LabelImageError(
      `${name} is ${height}×${width} pixels, but ${first.name} is ${first.height}×${first.width}. ` +
        `Show images of one size.`,
    );
  }
  return { width: first.width, height: first.height };
}
