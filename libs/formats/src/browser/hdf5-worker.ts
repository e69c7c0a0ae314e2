/** What runs in the worker of `startHdf5Thread`. */
import { diagnosis } from './hdf5-console.ts'; // first: the library takes the console when it is loaded
import { ready } from 'h5wasm';
import lzfAddress from 'h5wasm-plugins/plugins/libH5Zlzf.so?url&inline';
import type { Hdf5Request } from '../hdf5/hdf5-answer.ts';
import { Hdf5Library } from '../hdf5/hdf5-library.ts';
import { serveHdf5, type Post } from '../hdf5/hdf5-serve.ts';

const lzf = Uint8Array.from(atob(lzfAddress.slice(lzfAddress.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));

/** The package makes one instance when it is loaded; a worker whose instance is spent is replaced. */
const library = new Hdf5Library(async () => ({ module: await ready, diagnosis, lzf }), false);
const post: Post = (answer, moved) => {
  self.postMessage(answer, { transfer: moved });
};

self.addEventListener('message', ({ data }: MessageEvent<Hdf5Request>) => void serveHdf5(data, library, post));
void ready.then(() => {
  post('further', []); // it has started
});
