import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';

import { bundled, BrowserPage, chromiumPath } from './chromium.fixture.ts';
import type { Compared, ViewerPage } from './page.fixture.ts';
import { SCENES } from './scenes.fixture.ts';

/** Says why it skips, see chromium.fixture.ts. */
const inChromium = chromiumPath === undefined ? describe.skip : describe;

inChromium('in Chromium', () => {
  let browser: BrowserPage;
  beforeAll(async () => {
    browser = await BrowserPage.open(await bundled('browser/page.fixture.ts'), 'viewer');
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  const call = <K extends keyof ViewerPage>(
    name: K,
    ...given: Parameters<ViewerPage[K]>
  ): Promise<Awaited<ReturnType<ViewerPage[K]>>> =>
    browser.page.evaluate(
      ([of, parameters]) =>
        (globalThis as unknown as { viewer: Record<string, (...all: unknown[]) => unknown> }).viewer[of]?.(
          ...parameters,
        ),
      [name, given] as const,
    ) as never;

  describe('WebGL 2 and Canvas 2D', () => {
    let worst = 0;
    afterAll(() => {
      console.log(`At most ${worst.toFixed(5)} of a scene's pixels differ by more than 2 of 255.`);
    });

    const compare = (name: string): Promise<Compared> => call('compare', name);

    it.each(Object.keys(SCENES))('%s: the same cell under every pixel, colours within 2 of 255', async (name) => {
      const { cellsDiffer, cellsShown, renderers, webglFromPainter, canvasFromPainter, error } = await compare(name);
      expect([cellsDiffer, error]).toEqual([0, 0]);
      if (name !== 'two-channels') expect(cellsShown).toBeGreaterThan(500);
      for (const { far, pixels } of [renderers, webglFromPainter]) {
        expect(far / pixels).toBeLessThanOrEqual(0.001);
        worst = Math.max(worst, far / pixels);
      }
      expect(canvasFromPainter.most).toBe(0);
    });
  });

  describe('the component', () => {
    let page: Page;
    beforeEach(async () => {
      ({ page } = browser);
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
      await page.setViewportSize({ width: 900, height: 700 });
      await page.mouse.move(890, 690);
      await call('mount');
      await settled();
    });

    const stage = () => page.getByRole('application', { name: 'Image 1' });
    const reported = () => call('reported');
    const state = async () => (await reported()).state!;
    const view = async (panel = 0) => (await state()).panels[panel]?.view ?? null;
    /** Two frames later everything was drawn and reported. */
    const settled = () =>
      page.evaluate(
        () =>
          new Promise<void>((resolve) => {
            requestAnimationFrame(() =>
              requestAnimationFrame(() => {
                setTimeout(resolve, 20);
              }),
            );
          }),
      );
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
      await settled();
    };
    /** A point of a panel, from its top left corner, in pixels of the page. */
    const at = async (panel: number, x: number, y: number) => {
      const box = (await page.locator('.viewer-panel').nth(panel).boundingBox())!;
      return [box.x + x, box.y + y] as const;
    };
    const pixels = async () =>
      sharp(Buffer.from(await call('png'), 'base64'))
        .removeAlpha()
        .raw()
        .toBuffer();

    it('acts on keys only while it has the focus', async () => {
      await press('x', 'ArrowLeft', 'd');
      expect(await reported()).toMatchObject({ images: [], state: { masks: true } });
      expect(await view()).toBeNull();
      await stage().focus();
      await press('x', 'z', 't', 'd', 'a');
      expect(await reported()).toMatchObject({
        images: [1, -1],
        state: { masks: false, outlines: false, truthOutlines: true },
      });
      await press('+', '+', 'ArrowRight');
      expect((await view())!.x).toBeGreaterThan(48);
      await press('0');
      expect(await view()).toBeNull();
    });

    it('switches the segmentation under an unmoved view by one key', async () => {
      await stage().focus();
      await press('+', '+', 'ArrowDown');
      const before = await view();
      await press('Space', 'Space');
      expect((await state()).panels.map(({ segmentation }) => segmentation)).toEqual([2, 1, 2]);
      await press('Shift+Space', '2', 'Space');
      expect((await state()).panels.map(({ segmentation }) => segmentation)).toEqual([1, 2, 2]);
      expect(await view()).toEqual(before);
    });

    it('lets the page scroll under the wheel until it has the focus, then zooms about the pointer', async () => {
      const [x, y] = await at(0, 60, 50);
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -200);
      await settled();
      expect(await view()).toBeNull();
      await stage().focus();
      await page.mouse.wheel(0, -200);
      await settled();
      const zoomed = (await view())!;
      expect(zoomed.x).toBeLessThan(48);
      expect(await view(2)).toEqual(zoomed);
    });

    it('moves linked panels with the mouse, and one alone where the lock is open', async () => {
      const drag = async () => {
        await page.mouse.move(...(await at(0, 100, 100)));
        await page.mouse.down();
        await page.mouse.move(...(await at(0, 60, 90)), { steps: 4 });
        await page.mouse.up();
        await settled();
      };
      await drag();
      const first = (await view())!;
      expect(first.x).toBeGreaterThan(48);
      expect(await view(1)).toEqual(first);
      const lock = page.getByRole('button', { name: 'View', exact: true });
      expect(await lock.getAttribute('aria-pressed')).toBe('true');
      await lock.click();
      expect(await lock.getAttribute('aria-pressed')).toBe('false');
      await drag();
      expect(await view(1)).toEqual(first);
      expect((await view())!.x).toBeGreaterThan(first.x);
      expect((await reported()).selected).toEqual([]);
    });

    it('zooms under two fingers', async () => {
      await stage().focus();
      const session = await page.context().newCDPSession(page);
      const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', spread: number) => {
        const [left, right] = [await at(0, 120 - spread, 100), await at(0, 120 + spread, 100)];
        const touchPoints = type === 'touchEnd' ? [] : [left, right].map(([x, y], id) => ({ x, y, id }));
        await session.send('Input.dispatchTouchEvent', { type, touchPoints });
      };
      await touch('touchStart', 20);
      await touch('touchMove', 30);
      await touch('touchMove', 60);
      await touch('touchEnd', 60);
      await settled();
      const { scale } = (await view())!;
      await press('0');
      const fitted = 500 / 620; // the stage is a little smaller than the page's element
      expect(scale / fitted).toBeGreaterThan(2);
      expect((await reported()).selected).toEqual([]);
    });

    it('says what is under the pointer, selects it, and shows the pointer in the other panels', async () => {
      const [x, y] = await at(0, 150, 100);
      await page.mouse.move(x, y);
      await settled();
      const { hovered } = await reported();
      expect(hovered).toBeGreaterThan(0);
      const line = page.locator('.viewer-readout');
      expect(await line.textContent()).toMatch(
        new RegExp(`^Ground truth, cell ${hovered}: [\\d,]+ px, [\\d.,]+ µm²\\. One: .+\\. Other: `),
      );
      const ghosts = page.locator('.viewer-ghost:not([hidden])');
      expect(await ghosts.count()).toBe(2);
      const box = (await ghosts.first().boundingBox())!;
      const [ghostX, ghostY] = await at(1, 150, 100);
      expect(Math.abs(box.x + box.width / 2 - ghostX)).toBeLessThanOrEqual(1.5);
      expect(Math.abs(box.y + box.height / 2 - ghostY)).toBeLessThanOrEqual(1.5);
      await page.mouse.click(x, y);
      await page.mouse.move(890, 690);
      await page.waitForFunction(
        (id) => document.querySelector('[role="status"]')?.textContent.includes(`cell ${id}`),
        hovered,
      );
      expect(await ghosts.count()).toBe(0);
      expect((await reported()).selected).toHaveLength(1);
    });

    it('goes to the next disagreement by key, at once where motion is reduced', async () => {
      await stage().focus();
      await press('n');
      const first = await view();
      expect(first).not.toBeNull();
      await press('n');
      expect(await view()).not.toEqual(first);
      expect((await reported()).selected).toHaveLength(2);
      await press('Escape');
      expect((await reported()).selected[2]).toBeNull();
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      const before = (await view())!;
      await page.keyboard.press('n');
      await page.waitForFunction(
        ([x, y]) => {
          const now = (globalThis as unknown as { viewer: ViewerPage }).viewer.reported().state?.panels[0]?.view;
          return now !== undefined && now !== null && (now.x !== x || now.y !== y);
        },
        [before.x, before.y],
      );
    });

    it('goes on without the graphics card when it is lost, with the same picture, and takes it back', async () => {
      const before = await pixels();
      await call('graphics', 'lose');
      await page.waitForFunction(() => document.querySelectorAll('canvas').length === 2);
      await settled();
      const without = await pixels();
      await call('graphics', 'restore');
      await page.waitForFunction(() => document.querySelectorAll('canvas').length === 1);
      await settled();
      const after = await pixels();
      expect((await reported()).renderers).toEqual(['webgl2', 'canvas2d', 'webgl2']);
      expect(after.equals(before)).toBe(true);
      expect(without).toHaveLength(before.length);
      const far = before.filter((value, i) => Math.abs(value - without[i]!) > 2).length;
      expect(far / before.length).toBeLessThanOrEqual(0.001);
      expect(new Set(before).size).toBeGreaterThan(50);
    });

    it('draws without WebGL, where a page wants it or a browser has none', async () => {
      const before = await pixels();
      await call('mount', { withoutWebgl: true });
      await settled();
      expect((await reported()).renderers).toEqual(['canvas2d']);
      const far = (await pixels()).filter((value, i) => Math.abs(value - before[i]!) > 2).length;
      expect(far / before.length).toBeLessThanOrEqual(0.001);
    });

    it.each([
      ['light', '#fff', '#111'],
      ['dark', '#111', '#eee'],
    ])('has no fault that axe finds, %s', async (_, background, color) => {
      await page.addStyleTag({ content: `body { background: ${background}; color: ${color} }` });
      await page.locator('summary').click();
      await stage().focus();
      const { violations } = await new AxeBuilder({ page }).include('.viewer').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });

    it('changes limits, gamma and colours of a channel in all panels, and back', async () => {
      const before = await pixels();
      await page.locator('summary').click();
      await page.getByRole('button', { name: 'Full range' }).click();
      await page.getByLabel('Gamma').fill('0.5');
      await page.getByLabel('Gamma').press('Enter');
      await page.getByLabel('Colour map').selectOption('viridis');
      await settled();
      const [channel] = (await state()).panels[2]!.channels!;
      expect(channel).toMatchObject({ gamma: 0.5, limits: { low: 640 } });
      expect((await pixels()).equals(before)).toBe(false);
      await page.getByRole('button', { name: 'As saved', pressed: false }).click();
      await page.getByRole('checkbox', { name: 'Shown' }).uncheck();
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.locator('summary').click();
      await settled();
      expect((await state()).panels[2]!.channels).toBeNull();
      expect((await pixels()).equals(before)).toBe(true);
    });

    it('has room on a screen of 360 pixels', async () => {
      await page.setViewportSize({ width: 360, height: 640 });
      await call('mount', { size: [340, 560] });
      await settled();
      const wide = await page.evaluate(
        () =>
          [...document.querySelectorAll('.viewer, .viewer *')].filter(
            (each) => !each.closest('.viewer-said') && each.getBoundingClientRect().right > 360,
          ).length,
      );
      expect(wide).toBe(0);
      expect(await page.locator('.viewer-panel').count()).toBe(3);
    });

    it('reported no error in all of this', () => {
      expect(browser.errors.filter((each) => !/CONTEXT_LOST|GPU stall|context lost/i.test(each))).toEqual([]);
    });
  });
});
