import { Button } from '@mantine/core';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';

interface ToolbarProps {
  /** What the controls change, for screen readers. */
  readonly label: string;
  /** The control that stays in sight on a narrow screen. */
  readonly first: ReactNode;
  /** What the button for the others says there. */
  readonly more: string;
  readonly children: ReactNode;
}

/** A row of controls. On a narrow screen all but the first are folded up, so that the content is in sight. */
export function Toolbar({ label, first, more, children }: ToolbarProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="toolbar" role="group" aria-label={label}>
      {first}
      <Button
        className="toolbar-more"
        variant="default"
        leftSection={<IconAdjustmentsHorizontal size={16} aria-hidden />}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {more}
      </Button>
      <div id={id} className="toolbar-rest" data-open={isOpen || undefined}>
        {children}
      </div>
    </div>
  );
}

interface ToolbarChoiceProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
}

/** A control of a toolbar under its label. */
export function ToolbarChoice({ label, children }: ToolbarChoiceProps): ReactNode {
  return (
    <div className="toolbar-choice">
      <span className="field-label">{label}</span>
      {children}
    </div>
  );
}
