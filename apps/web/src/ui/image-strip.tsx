import { imageFiles, type Image } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { Picture } from './picture.tsx';
import './image-strip.css';

interface ImageStripProps {
  /** Undefined while they load. */
  readonly images: readonly Pick<Image, 'id' | 'cellCount'>[] | undefined;
  readonly count: number;
}

/** Some images with their truth, as the head of a card: what a dataset looks like. The card tells it in words. */
export function ImageStrip({ images, count }: ImageStripProps): ReactNode {
  if (images?.length === 0) return null;
  return (
    <div className="image-strip" style={{ '--images': count }} aria-hidden>
      {Array.from({ length: count }, (_, i) => {
        const image = images?.[i];
        return (
          <span key={image?.id ?? i} className="picture-frame">
            {image && <Picture src={imageFiles.thumbnail(image.id)} alt="" failed="" isMute />}
            {image && image.cellCount !== null && (
              <Picture src={imageFiles.truth(image.id)} alt="" className="picture-overlay" failed="" isMute />
            )}
          </span>
        );
      })}
    </div>
  );
}
