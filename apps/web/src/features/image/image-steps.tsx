import type { Neighbours } from '@cellboard/contract';
import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { grouped } from '../../ui/counted.ts';

interface ImageStepsProps {
  /** Undefined while they load. */
  readonly neighbours: Neighbours | undefined;
  readonly onStep: (by: 1 | -1) => void;
}

/** The images before and after this one among those that were looked at. */
export function ImageSteps({ neighbours, onStep }: ImageStepsProps): ReactNode {
  const { previous = null, next = null, place = null, total = 0 } = neighbours ?? {};
  return (
    <div className="image-steps" role="group" aria-label="Images of this list">
      <ActionIcon
        variant="default"
        size={36}
        aria-label="Previous image"
        title="Previous image (A in the viewer)"
        disabled={previous === null}
        onClick={() => {
          onStep(-1);
        }}
      >
        <IconChevronLeft size={20} aria-hidden />
      </ActionIcon>
      <span>{place === null ? '\u00A0' : `${grouped(place)} of ${grouped(total)}`}</span>
      <ActionIcon
        variant="default"
        size={36}
        aria-label="Next image"
        title="Next image (D in the viewer)"
        disabled={next === null}
        onClick={() => {
          onStep(1);
        }}
      >
        <IconChevronRight size={20} aria-hidden />
      </ActionIcon>
    </div>
  );
}
