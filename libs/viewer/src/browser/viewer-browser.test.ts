import { bundled, BrowserPage, inChromium } from './chromium.fixture.ts';
import type { Compared, ViewerPage } from './page.fixture.ts';
import { SCENES } from './scenes.fixture.ts';

inChromium('in Chromium', () => {
  let browser: BrowserPage;
  beforeAll(async () => {
    browser = await BrowserPage.open(await bundled('browser/page.fixture.ts'), 'viewer');
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  describe('WebGL 2 and Canvas 2D', () => {
    let worst = 0;
    afterAll(() => {
      console.log(`At most ${worst.toFixed(5)} of a scene's pixels differ by more than 2 of 255.`);
    });

    const compare = (name: string): Promise<Compared> =>
      browser.page.evaluate((of) => (globalThis as unknown as { viewer: ViewerPage }).viewer.compare(of), name);

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
});
