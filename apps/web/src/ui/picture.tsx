import { UnstyledButton } from '@mantine/core';
import { IconPhotoOff, IconRefresh } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import './picture.css';

interface PictureProps {
  readonly src: string;
  readonly alt: string;
  /** Place and size. */
  readonly className?: string;
  /** Words for a picture that did not load. */
  readonly failed: string;
  /** True for pictures that only decorate: one that did not load stays a grey place. */
  readonly isMute?: boolean;
  /** Told whether the picture is broken, when that changes. */
  readonly onState?: (isBroken: boolean) => void;
}

/** A picture that is a grey place until it has loaded, and a place to try again where it did not. */
export function Picture({ src, alt, className = '', failed, isMute = false, onState }: PictureProps): ReactNode {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<'loading' | 'loaded' | 'broken'>('loading');
  const settle = (now: 'loading' | 'loaded' | 'broken'): void => {
    setState(now);
    onState?.(now === 'broken');
  };
  if (state === 'broken' && isMute) return null;
  if (state === 'broken') {
    return (
      <UnstyledButton
        className={`${className} picture-broken`}
        aria-label={`${failed}${alt === '' ? '' : ` (${alt})`}. Try again`}
        onClick={() => {
          setAttempt(attempt + 1);
          settle('loading');
        }}
      >
        {alt !== '' && <IconPhotoOff size={22} stroke={1.5} aria-hidden />}
        <span>{failed}</span>
        <span className="picture-retry">
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
      className={`${className} picture`}
      data-loaded={state === 'loaded' || undefined}
      loading="lazy"
      decoding="async"
      onLoad={() => {
        settle('loaded');
      }}
      onError={() => {
        settle('broken');
      }}
    />
  );
}
