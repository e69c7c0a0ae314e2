import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface ConfirmButtonProps {
  /** What the button says at first, and what it is called beside others of its kind. */
  readonly action: string;
  readonly label?: string;
  /** What the second button says, which does it. */
  readonly sure: string;
  readonly loading?: boolean;
  readonly onConfirm: () => void;
}

/** A button that asks once more. */
export function ConfirmButton({ action, label, sure, loading = false, onConfirm }: ConfirmButtonProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking) {
    return (
      <Button
        variant="default"
        size="sm"
        loading={loading}
        aria-label={label}
        onClick={() => {
          setAsking(true);
        }}
      >
        {action}
      </Button>
    );
  }
  return (
    <span className="account-confirm">
      <Button
        color="red"
        size="sm"
        autoFocus
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {sure}
      </Button>
      <Button
        variant="default"
        size="sm"
        onClick={() => {
          setAsking(false);
        }}
      >
        Cancel
      </Button>
    </span>
  );
}
