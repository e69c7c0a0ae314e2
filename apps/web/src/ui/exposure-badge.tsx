import type { Exposure } from '@cellboard/contract';
import { UnstyledButton } from '@mantine/core';
import { IconEye, IconEyeCheck, IconEyeOff, IconHelpSmall, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PopOver } from './pop-over.tsx';
import './exposure-badge.css';
import './term.css';

interface ExposureBadgeProps {
  readonly exposure: Exposure;
  /** The images in question, such as "DSB2018". */
  readonly images: string;
  /** Whose weights, for screen readers. */
  readonly candidate: string;
  /** What was declared, drawn and requested once the badge is opened. */
  readonly reason?: () => ReactNode;
}

interface ExposureWords {
  readonly short: string;
  readonly long: (images: string) => string;
  readonly Icon: TablerIcon;
}

/** What each exposure is called, and what it means for a score. */
export const exposureWords: Readonly<Record<Exposure, ExposureWords>> = {
  unseen: {
    short: 'unseen',
    long: (images) =>
      `Nothing in the declared training data shares images with ${images}. The score shows how the model does on new images.`,
    Icon: IconEyeOff,
  },
  partly: {
    short: 'partly seen',
    long: (images) => `The declared training data holds some images of ${images}. The score may be optimistic.`,
    Icon: IconEye,
  },
  seen: {
    short: 'seen',
    long: (images) =>
      `The declared training data holds ${images}, or the images it is made of. The score says little about new images.`,
    Icon: IconEyeCheck,
  },
  undisclosed: {
    short: 'not disclosed',
    long: (images) => `Nobody has declared what it was trained on, so it may have seen ${images}.`,
    Icon: IconHelpSmall,
  },
};

/** Whether a candidate has seen some images, with the reason one press away. */
export function ExposureBadge({ exposure, images, candidate, reason }: ExposureBadgeProps): ReactNode {
  const { short, long, Icon } = exposureWords[exposure];
  return (
    <PopOver
      width={320}
      position="bottom"
      withArrow
      // The reason holds a link, which keys have to reach.
      trapFocus={reason !== undefined}
      className="term-words"
      target={(toggle) => (
        <UnstyledButton className="exposure" data-exposure={exposure} onClick={toggle}>
          <Icon size={14} stroke={1.8} aria-hidden />
          {short}
          <span className="visually-hidden"> by {candidate}: why</span>
        </UnstyledButton>
      )}
    >
      <p>{long(images)}</p>
      {reason?.()}
    </PopOver>
  );
}
