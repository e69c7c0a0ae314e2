/** Fails where files of the workspace import each other in a circle, and names them. */
import { fileURLToPath } from 'node:url';
import { importCycles } from './cycles.js';

const circles = importCycles(fileURLToPath(new URL('../..', import.meta.url)));
for (const circle of circles)
  console.error(`Circle of imports: ${circle.join(' → ')}. Move what both need to a file of its own.`);
process.exitCode = circles.length === 0 ? 0 : 1;
