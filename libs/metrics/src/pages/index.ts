export type { MetricPage } from './metric-page.ts';
export { metricPages } from './metric-pages.ts';
export { renderIndex, renderPage } from './render-page.ts';
