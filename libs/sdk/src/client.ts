import type { ImageTags, UploadedImage, UploadedPrediction } from '@cellboard/contract';
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
  /** Gives up every request under way. */
  readonly signal?: AbortSignal | undefined;
}

/** The files of an image and what is known of it. */
export interface ImageUpload {
  /** Bytes of the image's file. */
  readonly image: Uint8Array<ArrayBuffer>;
  /** Bytes of the label image's file. */
  readonly truth: Uint8Array<ArrayBuffer>;
  /** Bytes of the file of a mask whose pixels other than 0 no score looks at; null where every pixel counts. */
  readonly ignore: Uint8Array<ArrayBuffer> | null;
  readonly tags: ImageTags;
}

/** A Cellboard server. */
export interface CellboardClient {
  /** Every procedure, such as `api.leaderboard.get.query({ task })`. */
  readonly api: TRPCClient<AppRouter>;
  /** Adds an image to an open dataset. The very same again changes nothing. */
  readonly uploadImage: (dataset: string, name: string, upload: ImageUpload) => Promise<UploadedImage>;
  /** Adds the prediction for an image to an open submission; an earlier one is replaced. */
  readonly uploadPrediction: (
    submission: string,
    image: string,
    prediction: Uint8Array<ArrayBuffer>,
  ) => Promise<UploadedPrediction>;
}

/** Most characters of an address with its questions; more go into a second request. */
const MAX_URL_LENGTH = 4000;

/**
 * Makes a client. Nothing is asked before its first use.
 *
 * Every failure is a {@link CellboardError}, except that requests given up by the signal end with the signal's own.
 */
export function createClient({ url, token, signal }: ClientOptions): CellboardClient {
  const base = url.replace(/\/+$/, '');
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const links = [httpBatchLink<AppRouter>({ url: `${base}/trpc`, headers, maxURLLength: MAX_URL_LENGTH })];
  const path = (...parts: string[]) => `${base}/files/${parts.map(encodeURIComponent).join('/')}`;
  return {
    api: createTRPCClientProxy<AppRouter>(new TellingClient({ base, signal }, { links })),
    uploadImage: (dataset, name, { image, truth, ignore, tags }) => {
      const body = new FormData();
      body.set('tags', JSON.stringify(tags));
      body.set('image', new Blob([image]), 'image');
      body.set('truth', new Blob([truth]), 'truth');
      if (ignore) body.set('ignore', new Blob([ignore]), 'ignore');
      return putFile(path('datasets', dataset, 'images', name), { body, headers, signal });
    },
    uploadPrediction: (submission, image, prediction) => {
      const body = new Blob([prediction]);
      const types = { ...headers, 'content-type': 'application/octet-stream' };
      return putFile(path('submissions', submission, 'predictions', image), { body, headers: types, signal });
    },
  };
}

interface Server {
  readonly base: string;
  readonly signal: AbortSignal | undefined;
}

/** Calls procedures and brings their failures to our words. */
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
