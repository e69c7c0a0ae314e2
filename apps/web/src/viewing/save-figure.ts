import type { ShownPicture, ViewerHandle } from '@cellboard/viewer/react';
import { saveBlob } from '../ui/save-file.ts';
import { figureOf, figurePng, figureSvg, type FigureWords } from './figure.ts';
import { panelSvg, rasterOf, type RasterPart } from './vector-panel.ts';

/** Hands the picture of a viewer to the visitor as a figure. */
export async function saveFigure(
  viewer: ViewerHandle,
  words: FigureWords,
  { name, format }: { readonly name: string; readonly format: 'svg' | 'png' },
): Promise<void> {
  const shown = viewer.shown();
  const figure = figureOf(shown, words);
  if (format === 'svg') {
    saveBlob(`${name}.svg`, new Blob([figureSvg(figure, vectorPicture(shown))], { type: 'image/svg+xml' }));
    return;
  }
  const picture = await createImageBitmap(await viewer.toPng());
  saveBlob(`${name}.png`, await figurePng(figure, picture));
  picture.close();
}

/** All panels as SVG. */
function vectorPicture({ panels, ratio }: ShownPicture): string {
  const drawn = panels.map((panel, k) =>
    panelSvg(panel, { address: pngAddress(rasterOf(panel.drawn)), id: `panel-${String(k + 1)}`, ratio }),
  );
  return drawn.join('\n');
}

function pngAddress({ pixels, width, height }: RasterPart): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no canvas to draw the figure on.');
  context.putImageData(new ImageData(pixels, width, height), 0, 0);
  return canvas.toDataURL('image/png');
}
