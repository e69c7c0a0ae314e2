import { benchAdversarial } from './adversarial.bench.ts';
import { benchBootstrap, benchEvaluate } from './evaluate.bench.ts';
import { benchLarge } from './large.bench.ts';

await benchEvaluate();
benchBootstrap();
if (process.argv.includes('--adversarial')) await benchAdversarial();
if (process.argv.includes('--large')) benchLarge();
