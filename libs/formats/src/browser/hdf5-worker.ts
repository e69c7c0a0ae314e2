/** What runs in the worker of `startHdf5Thread`. */
import { diagnosis } from './hdf5-console.ts'; // first: the library takes the console when it is loaded
import { ready } from 'h5wasm';
import type { Hdf5Request } from '../hdf5/hdf5-answer.ts';
import { Hdf5Library } from '../hdf5/hdf5-library.ts';
import { serveHdf5, type Post } from '../hdf5/hdf5-serve.ts';

/** The package makes one instance when it is loaded; a worker whose instance is spent is replaced. */
const library = new Hdf5Library(async () => ({ module: await ready, diagnosis }), false);
const post: Post = (answer, moved) => {
  self.postMessage(answer, { transfer: moved });
};

self.addEventListener('message', ({ data }: MessageEvent<Hdf5Request>) => void serveHdf5(data, library, post));
void ready.then(() => {
  post('further', []); // it has started
});
