import type { Image } from '@cellboard/contract';
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { CopyLinkButton } from '../../ui/copy-link-button.tsx';
import { LaidImage } from './image-tile.tsx';
import { cellsLine, kindOf, measureNotes, measureRows } from './image-words.ts';
import type { Overlay } from './overlay.ts';
import './image-lightbox.css';

interface ImageLightboxProps {
  /** The image's name, known before the image is. */
  readonly name: string;
  readonly image: Image | undefined;
  /** What people call its dataset. */
  readonly datasetName: string;
  /** In the place of the image where it is not there. */
  readonly missing: ReactNode;
  readonly overlay: Overlay;
  /** Strength of the overlay in per cent. */
  readonly strength: number;
  /** Chooses the overlay. */
  readonly controls: ReactNode;
  /** The images before and after it in the list behind. */
  readonly previous: Image | undefined;
  readonly next: Image | undefined;
  readonly onStep: (image: Image) => void;
  readonly onClose: () => void;
}

/** One image, large, above the others; beside it what was annotated and what a model found. */
export function ImageLightbox(props: ImageLightboxProps): ReactNode {
  const { name, image, datasetName, missing, overlay, strength, controls, onClose } = props;
  const dialog = useModal();
  const title = useId();
  return (
    <dialog
      ref={dialog}
      className="lightbox"
      aria-labelledby={title}
      style={{ '--overlay-strength': strength / 100 }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={steppingKeys(props)}
    >
      <div className="lightbox-page">
        <header className="lightbox-head">
          <h2 id={title} title={name}>
            {name}
          </h2>
          <Steps {...props} />
          <ActionIcon variant="subtle" size={36} aria-label="Close" onClick={onClose}>
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </header>
        {image ? (
          <>
            <Panels image={image} overlay={overlay} />
            <div className="lightbox-foot">
              <Facts image={image} datasetName={datasetName} />
              {controls}
              <CopyLinkButton />
            </div>
            <Measured image={image} />
          </>
        ) : (
          missing
        )}
      </div>
    </dialog>
  );
}

/** Opens the dialog while it is drawn; what had the focus before gets it back. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
    };
  }, []);
  return dialog;
}

type Stepping = Pick<ImageLightboxProps, 'previous' | 'next' | 'onStep'>;

/** The arrow keys go to the neighbours, except where they move something else. */
function steppingKeys({ previous, next, onStep }: Stepping) {
  return ({ key, target }: KeyboardEvent<HTMLElement>): void => {
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) return;
    const to = { ArrowLeft: previous, ArrowRight: next }[key];
    if (to) onStep(to);
  };
}

function Steps({ previous, next, onStep }: Stepping): ReactNode {
  if (!previous && !next) return null;
  const step = (to: Image | undefined, label: string, icon: ReactNode): ReactNode => (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={label}
      disabled={!to}
      onClick={() => {
        if (to) onStep(to);
      }}
    >
      {icon}
    </ActionIcon>
  );
  return (
    <div className="lightbox-steps">
      {step(previous, 'Previous image', <IconChevronLeft size={20} aria-hidden />)}
      {step(next, 'Next image', <IconChevronRight size={20} aria-hidden />)}
    </div>
  );
}

function Panels({ image, overlay }: { readonly image: Image; readonly overlay: Overlay }): ReactNode {
  return (
    <div className="lightbox-panels" style={{ '--aspect': image.width / image.height }}>
      {panelsOf(image, overlay).map(({ words, overlay: laid }) => (
        <figure key={words}>
          <LaidImage key={image.id} image={image} overlay={laid} className="lightbox-frame" />
          <figcaption>{words}</figcaption>
        </figure>
      ))}
    </div>
  );
}

interface Panel {
  readonly words: string;
  readonly overlay: Overlay;
}

/** The image beside its truth, or the truth beside a prediction. */
function panelsOf(image: Image, overlay: Overlay): Panel[] {
  const plain: Panel = { words: 'Image', overlay: { kind: 'none' } };
  const truth: Panel = { words: `Truth: ${cellsLine(image)}`, overlay: { kind: 'truth' } };
  const hasTruth = image.cellCount !== null;
  if (overlay.kind === 'none') return [plain];
  if (overlay.kind === 'truth') return hasTruth ? [plain, truth] : [{ ...plain, words: 'Image, no truth' }];
  return [hasTruth ? truth : plain, { words: `Prediction: ${overlay.name}`, overlay }];
}

/** What was measured of the image. */
function Measured({ image }: { readonly image: Image }): ReactNode {
  const rows = measureRows(image);
  if (rows.length === 0) return <p className="lightbox-note">This image is not measured yet.</p>;
  return (
    <div>
      <dl className="lightbox-measures" aria-label="Measured">
        {rows.map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {measureNotes(image).map((words) => (
        <p key={words} className="lightbox-note">
          {words}
        </p>
      ))}
    </div>
  );
}

/** Longest side of a picture, see `imageFiles`. */
const previewSide = 320;

interface FactsProps extends Pick<ImageLightboxProps, 'datasetName'> {
  readonly image: Image;
}

function Facts({ image, datasetName }: FactsProps): ReactNode {
  const { dataset, width, height, split } = image;
  const words = [
    ...kindOf(image),
    `${String(width)} × ${String(height)} px`,
    ...(split === null ? [] : [`split: ${split}`]),
  ];
  return (
    <p className="lightbox-facts">
      <Link to="/datasets/$dataset" params={{ dataset }}>
        {datasetName}
      </Link>{' '}
      · {words.join(' · ')}
      <span className="lightbox-note">
        {' '}
        {Math.max(width, height) > previewSide
          ? `This is a preview of at most ${String(previewSide)} px a side.`
          : 'It is shown in full.'}{' '}
        <Link to="/datasets/$dataset" params={{ dataset }} hash="how-to-get-the-data">
          {Math.max(width, height) > previewSide ? 'Where to get the full image' : 'Where to get its file'}
        </Link>
      </span>
    </p>
  );
}
