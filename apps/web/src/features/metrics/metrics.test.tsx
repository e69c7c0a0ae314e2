import { metricPages } from '@cellboard/metrics/pages';
import { screen, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { show } from '../../testing/show.tsx';
import { MetricIndex } from './metric-index.tsx';
import { findMetric, metricList } from './metric-list.ts';
import { MetricView } from './metric-view.tsx';
import { UnknownMetric } from './unknown-metric.tsx';

/** The list with its address kept in memory. */
function Index(): ReactNode {
  const [words, setWords] = useState('');
  return <MetricIndex words={words} onChange={setWords} />;
}

function showMetric(page: string) {
  const metric = findMetric(page);
  if (!metric) throw new Error(`There is no metric "${page}".`);
  return show(<MetricView metric={metric} />);
}

const addresses = (): (string | null)[] => screen.queryAllByRole('link').map((link) => link.getAttribute('href'));

describe('the list', () => {
  it('leads to the page of every metric', () => {
    show(<Index />);
    const cards = screen.getAllByRole('heading', { level: 3 });
    expect(cards.map((card) => within(card).getByRole('link').getAttribute('href'))).toEqual(
      metricList.map(({ page }) => `/metrics/${page}`),
    );
    expect(screen.getByRole('status').textContent).toBe('38 of 38 metrics');
    // A name that is its own id stands there once.
    expect(cards[0]?.textContent).toBe('mDice');
  });

  it('says which metric answers which question', () => {
    show(<Index />);
    const answer = screen.getByText('Are touching cells told apart?').nextElementSibling as HTMLElement;
    expect(
      within(answer)
        .getAllByRole('link')
        .map((link) => [link.textContent, link.getAttribute('href')]),
    ).toEqual([
      ['Splits', '/metrics/splits'],
      ['Merges', '/metrics/merges'],
    ]);
  });

  it('finds by a question, the best first, and offers the way back where nothing is found', async () => {
    const { visitor } = show(<Index />);
    const field = screen.getByRole('searchbox', { name: 'Find a metric' });
    await visitor.type(field, 'How many cells were missed?');
    expect(addresses()[0]).toBe('/metrics/missed');
    expect(screen.getByRole('status').textContent).toMatch(/^\d+ of 38 metrics, the best match first$/);
    await visitor.clear(field);
    await visitor.type(field, 'xyzzy');
    expect(screen.getByRole('heading', { name: 'No metric matches “xyzzy”' })).toBeTruthy();
    await visitor.click(screen.getByRole('button', { name: 'Show all metrics' }));
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(38);
  });
});

describe('a page', () => {
  it.each(metricList.map(({ page }) => page))('%s tells formula, pitfalls and source', (page) => {
    showMetric(page);
    expect(screen.getByRole('region', { name: 'Formula' }).textContent).toBe(metricPages[page]?.formula);
    expect(screen.getByText(`${findMetric(page)?.citation ?? ''}.`)).toBeTruthy();
    // The marks of the written pages have become code and stress.
    expect(document.body.textContent).not.toMatch(/`|\*\*/);
  });

  it('shows the worked example as two grids beside the arithmetic', () => {
    showMetric('f1');
    const rows = (name: string): (string | null)[] =>
      within(screen.getByRole('table', { name }))
        .getAllByRole('row')
        .map((row) => row.textContent);
    expect(rows('Truth')).toEqual(['111', '222', '000']);
    expect(rows('Prediction')).toEqual(['111', '111', '000']);
    expect(screen.getByText('0.6667').tagName).toBe('STRONG');
  });

  it('names every threshold, and other metrics as links', () => {
    showMetric('f1');
    expect(document.querySelector('.metric-ids')?.childElementCount).toBe(10);
    expect(screen.getByRole('link', { name: 'ap' }).getAttribute('href')).toBe('/metrics/ap');
    expect(screen.getByRole('link', { name: /^Previous:/ })).toBeTruthy();
    expect(screen.getByRole('link', { name: /^Next:/ })).toBeTruthy();
  });
});

describe('a metric that does not exist', () => {
  it('is said not to exist, with what looks like it', () => {
    show(<UnknownMetric id="f1@0.42" />);
    expect(screen.getByRole('heading', { name: 'There is no metric “f1@0.42”' })).toBeTruthy();
    expect(addresses()[0]).toBe('/metrics/f1');
    expect(addresses().at(-1)).toBe('/metrics');
  });

  it('still leads on where nothing looks like it', () => {
    show(<UnknownMetric id="xyzzy" />);
    expect(addresses()).toEqual(['/metrics']);
  });
});
