import { Button, type ButtonProps } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface CopyButtonProps {
  /** What to put into the clipboard, requested when the button is pressed. */
  readonly text: () => string | Promise<string>;
  /** What the button says. */
  readonly label: string;
  /** What it says once that is done. */
  readonly done: string;
  /** What to do where the browser refuses. */
  readonly otherwise: string;
  /** Tells the button apart from others with the same words, for screen readers. */
  readonly about?: string;
  readonly icon?: TablerIcon;
  readonly size?: ButtonProps['size'];
  readonly className?: string;
  readonly disabled?: boolean;
}

/** Puts a text into the clipboard, and shows and announces whether that worked. */
export function CopyButton({
  text,
  label,
  done,
  otherwise,
  about,
  icon = IconCopy,
  size = 'sm',
  className = '',
  disabled = false,
}: CopyButtonProps): ReactNode {
  const clipboard = useClipboard({ timeout: 2500 });
  const Icon = clipboard.copied ? IconCheck : icon;
  return (
    <span className={`copy ${className}`}>
      <Button
        variant="default"
        size={size}
        disabled={disabled}
        leftSection={<Icon size={16} aria-hidden />}
        onClick={() => {
          const found = text();
          if (typeof found === 'string') clipboard.copy(found);
          else void found.then(clipboard.copy);
        }}
      >
        {/* Both lie in the same place, so that the button is as wide as the longer one and nothing moves. */}
        <span className="copy-words">
          <span aria-hidden={clipboard.copied}>{label}</span>
          <span aria-hidden={!clipboard.copied}>{done}</span>
        </span>
        {about !== undefined && <span className="visually-hidden"> {about}</span>}
      </Button>
      <span className="visually-hidden" role="status">
        {clipboard.copied && `${done}.`}
      </span>
      {clipboard.error && (
        <span className="copy-refused" role="alert">
          {otherwise}
        </span>
      )}
    </span>
  );
}
