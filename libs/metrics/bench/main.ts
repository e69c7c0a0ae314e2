import { benchBootstrap, benchEvaluate } from './evaluate.bench.ts';
import { benchLarge } from './large.bench.ts';

await benchEvaluate();
await benchBootstrap();
if (process.argv.includes('--large')) benchLarge();
