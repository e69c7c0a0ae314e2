import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the folder that jest writes its results into: jest itself fails, after all tests, where it is missing. */
export default function makeResultsFolder({ outputFile }) {
  if (outputFile) mkdirSync(dirname(outputFile), { recursive: true });
}
