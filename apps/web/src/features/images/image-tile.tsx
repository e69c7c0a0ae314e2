import { imageFiles, type Image, type PictureSide } from '@cellboard/contract';
import { useState, type ReactNode } from 'react';
import { Picture } from '../../ui/picture.tsx';
import { formatScore } from '../../ui/format-score.ts';
import { PickIcon } from '../../viewing/pick-icon.tsx';
import { cellsLine, kindOf, shortName } from './image-words.ts';
import type { ImagesSearch } from './images-search.ts';
import { TileLink } from './tile-link.tsx';
import { absenceWords, overlayAddress, truthUnder, type Overlay } from './overlay.ts';

interface ImageTileProps {
  readonly image: Image;
  readonly overlay: Overlay;
  /** The list that it is looked at in. */
  readonly search: Partial<ImagesSearch>;
  /** In CSS pixels; a small tile takes small pictures. */
  readonly width?: number;
}

/** One image with its overlay and caption, with a link to a larger view. */
export function ImageTile({ image, overlay, search, width }: ImageTileProps): ReactNode {
  const { dataset, name } = image;
  return (
    <figure className="tile">
      <LaidImage image={image} overlay={overlay} className="tile-frame" {...(width !== undefined && { width })} />
      <figcaption>
        <TileLink image={image} search={search}>
          <span>{cellsLine(image)}</span>
          <span className="tile-dot"> · </span>
          <span>{image.modality === 'not stated' ? 'imaging not stated' : image.modality}</span>
          <span className="visually-hidden">: open {name}</span>
        </TileLink>
        <span className="tile-name" title={name} aria-hidden>
          {shortName(name)}
        </span>
        {image.score !== undefined && <span className="tile-score">{scoreWords(image.score)}</span>}
      </figcaption>
      <PickIcon kind="images" word={`${dataset}/${name}`} name={name} />
    </figure>
  );
}

/** The size of picture that fills a width on this screen; undefined for the usual, larger one. */
function sideFor(width: number | undefined): PictureSide | undefined {
  if (width === undefined) return undefined;
  return width * window.devicePixelRatio <= smallUpTo ? 160 : undefined;
}

/** Pictures of 160 px are enlarged by a tenth at most. */
const smallUpTo = 176;

const scoreWords = (score: number | null): string =>
  score === null ? 'no score' : formatScore({ range: [0, Math.abs(score) <= 1 ? 1 : null], unit: null }, score);

interface LaidImageProps {
  readonly image: Image;
  readonly overlay: Overlay;
  readonly className: string;
  readonly width?: number;
}

/** An image with an overlay, filling a frame. */
export function LaidImage({ image, overlay, className, width }: LaidImageProps): ReactNode {
  const [isBroken, setBroken] = useState(false);
  const side = sideFor(width);
  const laid = overlayAddress(image, overlay, side);
  const under = truthUnder(image, overlay, side);
  return (
    <div className={`picture-frame ${className}`}>
      <Picture
        src={imageFiles.thumbnail(image.id, side)}
        alt={[image.name, kindOf(image).join(', ')].filter((part) => part !== '').join(': ')}
        className="tile-image"
        failed="Image not loaded"
        onState={setBroken}
      />
      {under !== null && !isBroken && (
        <Picture key={under} src={under} alt="" className="picture-overlay picture-truth" failed="" isMute />
      )}
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
