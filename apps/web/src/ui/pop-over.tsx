import { Popover, type PopoverProps } from '@mantine/core';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';

interface PopOverProps extends Pick<PopoverProps, 'width' | 'position' | 'withArrow' | 'trapFocus'> {
  /** Draws the button that opens and closes it. */
  readonly target: (toggle: () => void) => ReactElement;
  readonly className?: string;
  /** Drawn while it is open. */
  readonly children: ReactNode;
}

/**
 * Something that a button opens beside itself. Escape closes it wherever the focus is, and so do the button and a click
 * elsewhere; the focus goes back to the button unless the click put it somewhere else.
 */
export function PopOver({ target, className = '', children, ...look }: PopOverProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const closeByKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') setOpen(false);
    };
    document.addEventListener('keydown', closeByKey);
    return () => {
      document.removeEventListener('keydown', closeByKey);
    };
  }, [isOpen]);
  return (
    <Popover {...look} shadow="md" returnFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        {target(() => {
          setOpen(!isOpen);
        })}
      </Popover.Target>
      <Popover.Dropdown className={className}>{children}</Popover.Dropdown>
    </Popover>
  );
}
