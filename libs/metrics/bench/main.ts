import { benchBootstrap, benchEvaluate } from './evaluate.bench.ts';
import { benchLarge } from './large.bench.ts';

await benchEvaluate();
benchBootstrap();
if (process.argv.includes('--large')) benchLarge();
