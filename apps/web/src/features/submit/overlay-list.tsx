import { imageFiles, type ImageId } from '@cellboard/contract';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Outlines } from './preflight/messages.ts';
import './submit.css';

interface OverlayListProps {
  readonly outlines: readonly Outlines[];
  /** The id of an image, once it is known. */
  readonly idOf: (image: Outlines) => ImageId | undefined;
}

/** Some predictions over their images, drawn on this computer. */
export function OverlayList({ outlines, idOf }: OverlayListProps): ReactNode {
  if (outlines.length === 0) return null;
  return (
    <section className="submit-part" aria-labelledby="overlays">
      <h2 id="overlays">How they fit</h2>
      <p>The outlines of some predictions, chosen at random. Cells that are shifted or turned show here at once.</p>
      <ul className="submit-overlays">
        {outlines.map((one) => (
          <li key={`${one.dataset}/${one.image}`}>
            <Overlay outlines={one} id={idOf(one)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Overlay({ outlines, id }: { readonly outlines: Outlines; readonly id: ImageId | undefined }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, pixels, image } = outlines;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const cells = document.createElement('canvas');
    Object.assign(cells, { width, height });
    cells.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
    context.clearRect(0, 0, width, height);
    context.drawImage(cells, 0, 0);
    if (id === undefined) return;
    const picture = new Image();
    picture.onload = () => {
      context.drawImage(picture, 0, 0, width, height);
      context.drawImage(cells, 0, 0);
    };
    picture.src = imageFiles.thumbnail(id);
    return () => {
      picture.onload = null;
    };
  }, [width, height, pixels, id]);
  return (
    <figure>
      <canvas ref={canvas} width={width} height={height} role="img" aria-label={`Predicted outlines of ${image}`} />
      <figcaption>{image}</figcaption>
    </figure>
  );
}
