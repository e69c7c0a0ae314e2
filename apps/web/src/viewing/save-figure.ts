import type { ViewerHandle } from '@cellboard/viewer/react';
import { saveBlob } from '../ui/save-file.ts';
import { figureOf, figurePng, figureSvg, type FigureWords } from './figure.ts';

/** Hands the picture of a viewer to the visitor as a figure. */
export async function saveFigure(
  viewer: ViewerHandle,
  words: FigureWords,
  { name, format }: { readonly name: string; readonly format: 'svg' | 'png' },
): Promise<void> {
  const png = await viewer.toPng();
  const figure = figureOf(viewer.shown(), words);
  if (format === 'svg') {
    saveBlob(`${name}.svg`, new Blob([figureSvg(figure, await dataUrl(png))], { type: 'image/svg+xml' }));
    return;
  }
  const picture = await createImageBitmap(png);
  saveBlob(`${name}.png`, await figurePng(figure, picture));
  picture.close();
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(typeof reader.result === 'string' ? reader.result : '');
    });
    reader.addEventListener('error', () => {
      reject(new Error('The browser cannot read the picture that it made.'));
    });
    reader.readAsDataURL(blob);
  });
}
