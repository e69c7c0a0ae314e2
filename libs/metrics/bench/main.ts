import { benchAdversarial } from './adversarial.bench.ts';
import { benchEvaluate } from './evaluate.bench.ts';
import { benchIntervals } from './intervals.bench.ts';
import { benchLarge } from './large.bench.ts';

await benchEvaluate();
benchIntervals();
if (process.argv.includes('--adversarial')) await benchAdversarial();
if (process.argv.includes('--large')) benchLarge();
