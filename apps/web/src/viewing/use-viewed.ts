import { imageFiles, type ImageDetails } from '@cellboard/contract';
import type { LabelImage } from '@cellboard/labels';
import {
  ViewerModel,
  type ImageMeaning,
  type ImageSamples,
  type Segmentation,
  type ViewerData,
} from '@cellboard/viewer';
import { keepPreviousData, skipToken, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { consensusMap, consensusWord, type ConsensusMap } from './consensus-map.ts';
import { FileFailure, loadLabels, loadSamples } from './load-files.ts';

/** What a candidate found, and where it is. */
export interface Layer {
  /** `model/candidate`, as addresses name it. */
  readonly word: string;
  readonly name: string;
  /** Of its label file. */
  readonly address: string;
}

/** A file that cannot be shown. */
export interface Missing {
  /** What it is, for a sentence. */
  readonly what: string;
  readonly failure: FileFailure;
}

/** An image as a viewer takes it. */
export interface Viewed {
  /** Undefined while the first image and its truth load, and where there is nothing to show. */
  readonly model: ViewerModel | undefined;
  /** True while it is still the model of the image before. */
  readonly isOld: boolean;
  /** The word of each segmentation of the model, by its index. */
  readonly words: readonly string[];
  /** How many candidates found which pixels; undefined unless it was asked for. */
  readonly map: ConsensusMap | undefined;
  readonly missing: readonly Missing[];
  /** Whether something is still on its way. */
  readonly isLoading: boolean;
  /** Asks again for what is missing. */
  readonly retry: () => void;
}

/** A file never changes under its address for as long as a page is open. */
const kept = { staleTime: Infinity, gcTime: 120_000, structuralSharing: false } as const;
const retry = (failures: number, error: Error): boolean =>
  failures < 1 && error instanceof FileFailure && error.fault === 'unreachable';

const labelQuery = (address: string) => ({
  ...kept,
  retry,
  queryKey: ['label-file', address],
  queryFn: ({ signal }: { signal: AbortSignal }) => loadLabels(address, signal),
});

/**
 * Loads an image, its truth, what is ignored and what candidates found, and makes of it what a viewer shows.
 *
 * @param withMap whether a map of the candidates' consensus is a part of it
 */
export function useViewed(image: ImageDetails, layers: readonly Layer[], withMap = false): Viewed {
  const samples = useQuery({
    ...kept,
    retry,
    queryKey: ['samples', image.id],
    queryFn: ({ signal }) => loadSamples(imageFiles.samples(image.id), signal),
  });
  const truth = useOptional(image.cellCount === null ? null : imageFiles.truthLabels(image.id));
  const ignore = useOptional(image.hasIgnore ? imageFiles.ignoreLabels(image.id) : null);
  const predictions = useQueries({ queries: layers.map(({ address }) => labelQuery(address)) });
  const isFirst = [samples, truth, ignore].some((query) => query.isLoading);
  const found = layers.flatMap(({ word, name }, k): (Segmentation & { word: string })[] => {
    const labels = predictions[k]?.data;
    return labels ? [{ word, name, labels }] : [];
  });
  const data = dataOf(image, { samples: samples.data, truth: truth.data, ignore: ignore.data, predictions: found });
  const built = useModel(image, {
    data: isFirst ? null : data,
    words: ['truth', ...found.map(({ word }) => word), ...(withMap ? [consensusWord] : [])],
    isLoading: isFirst,
  });
  const failures = [
    ...named('The image', samples),
    ...named('The ground truth', truth),
    ...named('The ignore mask', ignore),
    ...layers.flatMap(({ name }, k) => named(name, predictions[k])),
    ...built.failures,
  ];
  return {
    model: built.model,
    isOld: built.isOld,
    words: built.words,
    map: built.map,
    missing: failures,
    isLoading: isFirst || built.isBuilding || predictions.some((query) => query.isLoading),
    retry: () => {
      for (const query of [samples, truth, ignore, ...predictions]) if (query.isError) void query.refetch();
    },
  };
}

/** A label file, or nothing where there is none. */
const useOptional = (address: string | null) =>
  useQuery({ ...labelQuery(address ?? ''), ...(address === null && { queryFn: skipToken }) });

interface Files {
  readonly samples: ImageSamples | undefined;
  readonly truth: LabelImage | undefined;
  readonly ignore: LabelImage | undefined;
  readonly predictions: readonly Segmentation[];
}

/** Null where there is nothing to show. */
function dataOf(image: ImageDetails, { samples, truth, ignore, predictions }: Files): ViewerData | null {
  if (!samples && !truth && predictions.length === 0) return null;
  const { pixelSizeUm } = image;
  return {
    image: samples,
    truth: truth && { name: 'Ground truth', labels: truth },
    ignore,
    predictions,
    pixelSize: pixelSizeUm === null ? undefined : { x: pixelSizeUm, y: pixelSizeUm },
    meaning: meaningOf(image.samples),
  };
}

function meaningOf(described: ImageDetails['samples']): ImageMeaning {
  const { colours = false, channels = [] } = described ?? {};
  return {
    rgb: colours,
    names: channels.map(({ name }) => name ?? undefined),
    colours: channels.map(({ colour }) => colour ?? undefined),
    limits: channels.map(({ display }) => (display ? { low: display[0], high: display[1] } : undefined)),
  };
}

interface Built {
  readonly model: ViewerModel | undefined;
  readonly isOld: boolean;
  readonly words: readonly string[];
  readonly map: ConsensusMap | undefined;
  readonly isBuilding: boolean;
  readonly failures: readonly Missing[];
}

/** Gives the browser a turn. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

interface Making {
  readonly data: ViewerData | null;
  readonly words: readonly string[];
  /** Whether the image or its truth is still on its way. */
  readonly isLoading: boolean;
}

/** Makes the model in slices. The last one stays until another is ready. */
function useModel(image: ImageDetails, { data, words, isLoading }: Making): Built {
  const query = useQuery({
    ...kept,
    retry: false,
    gcTime: 10_000,
    queryKey: ['viewer-model', image.id, ...partsOf(data), ...words],
    queryFn: data === null ? skipToken : () => builtFrom(data, { words, of: image.id }),
    placeholderData: keepPreviousData,
  });
  // An image of which nothing is there does not show the one before.
  const shown = data === null && !isLoading ? undefined : query.data;
  return {
    ...builtOf(shown, image),
    isBuilding: data !== null && (query.isLoading || query.isPlaceholderData),
    failures: query.error ? [{ what: 'The view', failure: damageOf(query.error) }] : [],
  };
}

/** What is there of an image beside its predictions. */
const partsOf = (data: ViewerData | null): string[] =>
  (['image', 'truth', 'ignore'] as const).filter((part) => data?.[part] !== undefined);

interface Shown {
  readonly model: ViewerModel;
  readonly map: ConsensusMap | undefined;
  readonly words: readonly string[];
  readonly of: string;
}

function builtOf(shown: Shown | undefined, { id }: ImageDetails): Pick<Built, 'model' | 'map' | 'words' | 'isOld'> {
  if (!shown) return { model: undefined, map: undefined, words: [], isOld: false };
  const { model, map, words, of } = shown;
  return { model, map, words, isOld: of !== id };
}

async function builtFrom(data: ViewerData, named: Pick<Shown, 'words' | 'of'>): Promise<Shown> {
  const { predictions = [], truth } = data;
  const labels = predictions.map((prediction) => prediction.labels);
  const map = named.words.includes(consensusWord) ? await consensusMap(labels, truth?.labels, pause) : undefined;
  return { ...named, map, model: await ViewerModel.prepare({ ...data, map }, { pause }) };
}

const damageOf = (error: Error): FileFailure =>
  error instanceof FileFailure ? error : new FileFailure('damaged', error.message);

function named(what: string, query: Pick<UseQueryResult, 'error'> | undefined): Missing[] {
  return query?.error ? [{ what, failure: damageOf(query.error) }] : [];
}
