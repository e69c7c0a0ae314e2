/** What runs in the thread of `startHdf5Thread`. */
import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import type { Hdf5Request } from '../hdf5/hdf5-answer.ts';
import { Hdf5Library, MAX_DIAGNOSIS, type Hdf5Instance, type Hdf5Module } from '../hdf5/hdf5-library.ts';
import { serveHdf5, type Post } from '../hdf5/hdf5-serve.ts';

type Factory = (options: object) => Promise<Hdf5Module>;

const lzf = readFile(new URL(import.meta.resolve('h5wasm-plugins/plugins/libH5Zlzf.so')));

/** The package exports one instance for ever, but a new one is needed after a fault: this is the file that makes them. */
async function instantiate(): Promise<Hdf5Instance> {
  const url = new URL('hdf5_util.js', import.meta.resolve('h5wasm'));
  const { default: factory } = (await import(url.href)) as { default: Factory };
  const diagnosis: string[] = [];
  const module = await factory({
    noInitialRun: true,
    print: () => undefined,
    printErr: (line: string) => {
      if (diagnosis.length < MAX_DIAGNOSIS) diagnosis.push(line);
    },
    stdin: () => null,
  });
  return { module, diagnosis, lzf: await lzf };
}

const library = new Hdf5Library(instantiate, true);
const post: Post = (answer, moved) => parentPort?.postMessage(answer, moved);

parentPort?.on('message', (request: Hdf5Request) => void serveHdf5(request, library, post));
post('further', []); // it has started
