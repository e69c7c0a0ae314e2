import type { CheckedPicture, ImageTags, UploadedImage, UploadedPrediction } from '@cellboard/contract';
import type { AppRouter } from '@cellboard/contract/router';
import {
  createTRPCClientProxy,
  httpBatchLink,
  TRPCUntypedClient,
  type TRPCClient,
  type TRPCRequestOptions,
} from '@trpc/client';
import { fromCallError } from './cellboard-error.ts';
import { putFile } from './put-file.ts';

/** Where the server is and who is asking. */
export interface ClientOptions {
  /** Address of the server, such as `http://localhost:3000`. */
  readonly url: string;
  /** The operator token; only writing needs it. */
  readonly token?: string | undefined;
  /** Aborts every request that has not been answered yet. */
  readonly signal?: AbortSignal | undefined;
}

/** The files of an image and what is known about it. */
export interface ImageUpload {
  /** Bytes of the image's file. */
  readonly image: Uint8Array<ArrayBuffer>;
  /** Bytes of the label image's file; null where the image has no truth, so that it is shown and never scored. */
  readonly truth: Uint8Array<ArrayBuffer> | null;
  /** Bytes of the ignore mask's file: pixels other than 0 are not scored; null where every pixel counts. */
  readonly ignore: Uint8Array<ArrayBuffer> | null;
  readonly tags: ImageTags;
  /** What you found when you decoded the image to its last pixel; it saves the server the time to do so before it answers. */
  readonly checked?: CheckedPicture | undefined;
}

/** The image that a prediction is for. */
export interface PredictionTarget {
  readonly image: string;
  /** Needed where several datasets of the task have an image of that name. */
  readonly dataset?: string | undefined;
}

/** A Cellboard server. */
export interface CellboardClient {
  /** Every procedure, such as `api.leaderboard.get.query({ task })`. */
  readonly api: TRPCClient<AppRouter>;
  /** Adds an image to an open dataset. The same upload again changes nothing. */
  readonly uploadImage: (dataset: string, name: string, upload: ImageUpload) => Promise<UploadedImage>;
  /** Adds the prediction for an image to an open submission; an earlier one is replaced. */
  readonly uploadPrediction: (
    submission: string,
    target: PredictionTarget,
    prediction: Uint8Array<ArrayBuffer>,
  ) => Promise<UploadedPrediction>;
}

/** Most characters of an address with its queries; more go into a second request. */
const MAX_URL_LENGTH = 4000;

/**
 * Makes a client. It sends nothing before its first use.
 *
 * ```ts
 * const client = createClient({ url: 'http://localhost:3000' });
 * const board = await client.api.leaderboard.get.query({ task: 'nuclei', dataset: 'dsb2018' });
 * ```
 *
 * Every failure is a {@link CellboardError}, except that aborted requests end with the signal's own error.
 */
export function createClient({ url, token, signal }: ClientOptions): CellboardClient {
  const base = url.replace(/\/+$/, '');
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const links = [httpBatchLink<AppRouter>({ url: `${base}/trpc`, headers, maxURLLength: MAX_URL_LENGTH })];
  const path = (...parts: string[]) => `${base}/api/v1/${parts.map(encodeURIComponent).join('/')}`;
  return {
    api: createTRPCClientProxy<AppRouter>(new TellingClient({ base, signal }, { links })),
    uploadImage: async (dataset, name, { image, truth, ignore, tags, checked }) => {
      const body = new FormData();
      body.set('tags', JSON.stringify(tags));
      if (checked) body.set('checked', JSON.stringify(checked));
      body.set('image', new Blob([image]), 'image');
      if (truth) body.set('truth', new Blob([truth]), 'truth');
      if (ignore) body.set('ignore', new Blob([ignore]), 'ignore');
      const answer = await putFile<UploadedImage>(path('datasets', dataset, 'images', name), { body, headers, signal });
      // Servers of early releases say nothing of what they dropped.
      return { ...answer, notes: (answer as Partial<UploadedImage>).notes ?? [] };
    },
    uploadPrediction: (submission, { image, dataset }, prediction) => {
      const body = new Blob([prediction]);
      const types = { ...headers, 'content-type': 'application/octet-stream' };
      const query = dataset === undefined ? '' : `?${new URLSearchParams({ dataset }).toString()}`;
      const url = `${path('submissions', submission, 'predictions', image)}${query}`;
      return putFile(url, { body, headers: types, signal });
    },
  };
}

interface Server {
  readonly base: string;
  readonly signal: AbortSignal | undefined;
}

/** Calls procedures and turns their failures into our errors. */
class TellingClient extends TRPCUntypedClient<AppRouter> {
  private readonly server: Server;

  constructor(server: Server, options: ConstructorParameters<typeof TRPCUntypedClient<AppRouter>>[0]) {
    super(options);
    this.server = server;
  }

  override query(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return this.telling(super.query(path, input, this.stoppable(options)));
  }

  override mutation(path: string, input?: unknown, options?: TRPCRequestOptions): Promise<unknown> {
    return this.telling(super.mutation(path, input, this.stoppable(options)));
  }

  private stoppable(options: TRPCRequestOptions = {}): TRPCRequestOptions {
    return this.server.signal ? { signal: this.server.signal, ...options } : options;
  }

  private async telling(answer: Promise<unknown>): Promise<unknown> {
    try {
      return await answer;
    } catch (error) {
      this.server.signal?.throwIfAborted();
      throw fromCallError(error, this.server.base);
    }
  }
}
