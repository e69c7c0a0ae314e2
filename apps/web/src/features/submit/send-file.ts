import { Upload } from 'tus-js-client';

/** Bytes of one request: what a broken connection loses at most. */
const CHUNK = 8 * 2 ** 20;

/** Waits before each new try, in milliseconds; then it stops. */
const RETRIES = [0, 1000, 3000, 5000, 10_000, 20_000];

interface Sending {
  /** Path of the upload. */
  readonly path: string;
  readonly file: Blob;
  readonly onProgress: (sent: number) => void;
  /** Stops it; what has arrived stays there. */
  readonly signal: AbortSignal;
}

/** Sends what is missing of a file, and goes on by itself after short interruptions. */
export function sendFile({ path, file, onProgress, signal }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      uploadUrl: new URL(path, window.location.href).href,
      chunkSize: CHUNK,
      retryDelays: RETRIES,
      storeFingerprintForResuming: false,
      onProgress,
      onSuccess: () => {
        resolve();
      },
      onError: reject,
    });
    signal.addEventListener('abort', () => {
      void upload.abort();
      reject(new DOMException('Paused', 'AbortError'));
    });
    upload.start();
  });
}
