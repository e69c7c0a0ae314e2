import { imageFiles, type Image } from '@cellboard/contract';
import { UnstyledButton } from '@mantine/core';
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { overlayAddress, type Overlay } from './overlay.ts';

interface ImageTileProps {
  readonly image: Image;
  readonly overlay: Overlay;
}

/** One image with its overlay and caption. A picture that fails leaves a place to try again, never a blank. */
export function ImageTile({ image, overlay }: ImageTileProps): ReactNode {
  const [broken, setBroken] = useState(false);
  const laid = overlayAddress(image, overlay);
  return (
    <figure className="tile">
      <div className="tile-frame">
        <Picture
          src={imageFiles.thumbnail(image.id)}
          alt={`${image.name}: ${image.cellType}, ${image.modality}`}
          className="tile-image"
          failed="Image not loaded"
          onState={setBroken}
        />
        {laid !== null && !broken && (
          <Picture key={laid} src={laid} alt="" className="tile-overlay" failed="Overlay missing" />
        )}
      </div>
      <figcaption>
        <span className="tile-name" title={image.name}>
          {image.name}
        </span>
        <span className="tile-facts">
          {image.cellType} · {image.cellCount} {image.cellCount === 1 ? 'cell' : 'cells'}
        </span>
      </figcaption>
    </figure>
  );
}

interface PictureProps {
  readonly src: string;
  readonly alt: string;
  readonly className: string;
  /** Words for a picture that did not come. */
  readonly failed: string;
  /** Told whether the picture is broken, when that changes. */
  readonly onState?: (broken: boolean) => void;
}

function Picture({ src, alt, className, failed, onState }: PictureProps): ReactNode {
  const [attempt, setAttempt] = useState(0);
  const [broken, setBroken] = useState(false);
  const tell = (now: boolean): void => {
    setBroken(now);
    onState?.(now);
  };
  if (broken) {
    return (
      <UnstyledButton
        className={`${className} tile-broken`}
        aria-label={`${failed}${alt === '' ? '' : ` (${alt})`}. Try again`}
        onClick={() => {
          setAttempt(attempt + 1);
          tell(false);
        }}
      >
        {alt !== '' && <IconPhotoOff size={22} stroke={1.5} aria-hidden />}
        <span>{failed}</span>
        <span className="tile-retry">
          <IconRefresh size={14} aria-hidden /> Try again
        </span>
      </UnstyledButton>
    );
  }
  return (
    <img
      // A second attempt needs another address, or the browser answers from its memory.
      src={attempt === 0 ? src : `${src}?attempt=${String(attempt)}`}
      alt={alt}
      className={className}
      loading="lazy"
      decoding="async"
      onError={() => {
        tell(true);
      }}
    />
  );
}
