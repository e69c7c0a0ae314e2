import { imageFiles, type Image } from '@cellboard/contract';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Picture } from '../../ui/picture.tsx';
import { cellsLine, kindOf } from './image-words.ts';
import type { ImagesSearch } from './images-search.ts';
import { absenceWords, overlayAddress, type Overlay } from './overlay.ts';

interface ImageTileProps {
  readonly image: Image;
  readonly overlay: Overlay;
  /** The list that it is looked at in. */
  readonly search: Partial<ImagesSearch>;
}

/** One image with its overlay and caption, with a link to a larger view. */
export function ImageTile({ image, overlay, search }: ImageTileProps): ReactNode {
  const { dataset, name } = image;
  return (
    <figure className="tile">
      <LaidImage image={image} overlay={overlay} className="tile-frame" />
      <figcaption>
        <Link
          className="tile-link"
          to="/images/$dataset/$name"
          params={{ dataset, name }}
          search={{ ...search, ...shownIn(search) }}
        >
          <span>{cellsLine(image)}</span>
          <span className="tile-dot"> · </span>
          <span>{image.modality === 'not stated' ? 'imaging not stated' : image.modality}</span>
          <span className="visually-hidden">: open {name}</span>
        </Link>
        <span className="tile-name" title={name} aria-hidden>
          {name}
        </span>
      </figcaption>
    </figure>
  );
}

/** What lies over the images is shown beside the image, too. */
function shownIn({ overlay = 'truth' }: Partial<ImagesSearch>): { m?: string } {
  return overlay.includes('/') ? { m: `truth,${overlay}` } : {};
}

interface LaidImageProps {
  readonly image: Image;
  readonly overlay: Overlay;
  readonly className: string;
}

/** An image with an overlay, filling a frame. */
export function LaidImage({ image, overlay, className }: LaidImageProps): ReactNode {
  const [isBroken, setBroken] = useState(false);
  const laid = overlayAddress(image, overlay);
  return (
    <div className={`picture-frame ${className}`}>
      <Picture
        src={imageFiles.thumbnail(image.id)}
        alt={[image.name, kindOf(image).join(', ')].filter((part) => part !== '').join(': ')}
        className="tile-image"
        failed="Image not loaded"
        onState={setBroken}
      />
      {laid !== null && !isBroken && (
        <Picture
          key={laid}
          src={laid}
          alt=""
          className="picture-overlay"
          failed="Overlay not loaded"
          {...(overlay.kind === 'prediction' && { absent: absenceWords(image, overlay) })}
        />
      )}
      {overlay.kind === 'truth' && image.cellCount === null && <span className="tile-without">{cellsLine(image)}</span>}
    </div>
  );
}
