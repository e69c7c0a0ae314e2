export type { MetricPage } from './metric-page.ts';
export { metricPages } from './metric-pages.ts';
export { pageFacts, type PageFacts } from './page-facts.ts';
export { renderIndex, renderPage, roundedValue } from './render-page.ts';
