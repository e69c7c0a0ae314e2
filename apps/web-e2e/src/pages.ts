import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** The board of one dataset of the demo. */
export const fluorescence = '/leaderboards/demo/demo-fluorescence';

/** Opens the board of a dataset, and waits for its rows. */
export async function openBoard(page: Page, search = ''): Promise<void> {
  await page.goto(search === '' ? fluorescence : `${fluorescence}?${search}`);
  await rows(page).first().waitFor();
}

/** The rows of the board's body. */
export const rows = (page: Page): Locator =>
  page.locator('table tbody tr').filter({ has: page.getByRole('rowheader') });

/** The names of the models from top to bottom. */
export const models = (page: Page): Promise<string[]> => page.locator('.board-model-name').allTextContents();

/** The numbers of a metric from top to bottom, as they stand on the page. */
export async function column(page: Page, header: RegExp): Promise<number[]> {
  const titles = await page.getByRole('columnheader').allTextContents();
  const index = titles.findIndex((title) => header.test(title));
  if (index < 0) throw new Error(`No column matches ${String(header)}; there are ${titles.join(', ')}.`);
  const texts = await rows(page)
    .locator(`> :nth-child(${String(index + 1)}) .board-value`)
    .allTextContents();
  return texts.map((text) => Number.parseFloat(text.replaceAll(',', '')));
}

/** What the page complains of from now on, in the words of the browser. */
export function consoleErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', ({ message }) => errors.push(message));
  return errors;
}

/** How far the page reaches beyond the window, in pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** The rules that look at colours. The others see the same in every colour scheme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

interface Checking {
  /** Whether only the rules about colours are asked. */
  readonly onlyColours?: boolean;
}

/** Nothing on the page hinders people, and it does not scroll sideways. */
export async function expectAccessible(page: Page, { onlyColours = false }: Checking = {}): Promise<void> {
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  // A check takes a tenth of the time with its program sent once to each document, with nothing told of what is fine, and
  // without a page of its own in which results of frames are put together; there are no frames here.
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();
  const { violations } = await (onlyColours ? axe.withRules(colourRules) : axe).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))).toEqual([]);
}

/** The page in the other colour scheme, drawn. */
export async function switchTo(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

interface Shifting {
  shifted: number;
}

/** Adds up how far the contents of the pages to come jump, as a part of the window. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts = window as unknown as Shifting;
    shifts.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) shifts.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** What {@link watchShifts} has added up. */
export const shifted = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as Shifting).shifted);
