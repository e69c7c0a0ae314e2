import { imageFiles, type Image } from '@cellboard/contract';
import type { ReactNode } from 'react';
import './image-strip.css';

interface ImageStripProps {
  /** Undefined while they are on their way. */
  readonly images: readonly Image[] | undefined;
  readonly count: number;
}

/** Some images with their truth, as the head of a card: what a dataset looks like. The card tells it in words. */
export function ImageStrip({ images, count }: ImageStripProps): ReactNode {
  if (images?.length === 0) return null;
  return (
    <div className="image-strip" style={{ '--images': count }} aria-hidden>
      {images?.slice(0, count).map(({ id }) => (
        <span key={id}>
          <img src={imageFiles.thumbnail(id)} alt="" loading="lazy" decoding="async" />
          <img src={imageFiles.truth(id)} alt="" loading="lazy" decoding="async" />
        </span>
      ))}
    </div>
  );
}
