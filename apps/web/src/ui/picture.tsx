import type { ProblemCode } from '@cellboard/contract';
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
  /** Words for a picture that the server says it does not have; without them that is a failure as any other. */
  readonly absent?: string;
  /** True for pictures that only decorate: one that did not load stays a grey place. */
  readonly isMute?: boolean;
  /** Told whether the picture is broken, when that changes. */
  readonly onState?: (isBroken: boolean) => void;
}

/** A picture that is a grey place until it has loaded, and a place to try again where it did not. */
export function Picture(props: PictureProps): ReactNode {
  const { src, alt, className = '', failed, absent, isMute = false, onState } = props;
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>('loading');
  // A second attempt needs another address, or the browser answers from its memory.
  const address = attempt === 0 ? src : `${src}${src.includes('?') ? '&' : '?'}attempt=${String(attempt)}`;
  const settle = (now: State): void => {
    setState(now);
    onState?.(now === 'broken');
  };
  const fail = async (): Promise<void> => {
    settle(absent !== undefined && (await isAbsent(address)) ? 'absent' : 'broken');
  };
  if (state === 'broken' && isMute) return null;
  if (state === 'absent') return <span className={`${className} picture-absent`}>{absent}</span>;
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
      src={address}
      alt={alt}
      className={`${className} picture`}
      data-loaded={state === 'loaded' || undefined}
      loading="lazy"
      decoding="async"
      onLoad={() => {
        settle('loaded');
      }}
      onError={() => void fail()}
    />
  );
}

type State = 'loading' | 'loaded' | 'broken' | 'absent';

/** Whether the server says that there is no such file. An `img` only knows that it got none. */
async function isAbsent(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address);
    if (answer.status !== 404) return false;
    const problem = (await answer.json()) as { readonly code?: unknown } | null;
    return problem?.code === ('FILE_NOT_FOUND' satisfies ProblemCode);
  } catch {
    return false;
  }
}
