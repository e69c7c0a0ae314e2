import { catalog } from '@cellboard/metrics';
import { createHash } from 'node:crypto';

/** Names the metrics that this process computes, in their versions: equal only where all scores are comparable. */
export const metricsHash = createHash('sha256')
  .update(JSON.stringify(catalog.map(({ id, version }) => `${id} ${version}`).sort()))
  .digest('hex');
