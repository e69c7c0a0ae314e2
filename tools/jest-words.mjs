import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** The words after `node` that run jest in the folder of a suite, as the target `test` of a project does. */
export const jestWords = [
  ...['--import', path('register.mjs'), '--conditions=@cellboard/source'],
  ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  path('../node_modules/jest/bin/jest.js'),
];
