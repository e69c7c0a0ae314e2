import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Puts the address of this very view into the clipboard. */
export function CopyLinkButton(): ReactNode {
  const clipboard = useClipboard({ timeout: 2500 });
  const Icon = clipboard.copied ? IconCheck : IconLink;
  return (
    <>
      <Button
        variant="default"
        leftSection={<Icon size={16} aria-hidden />}
        onClick={() => {
          clipboard.copy(window.location.href);
        }}
      >
        {clipboard.copied ? 'Link copied' : 'Copy link'}
      </Button>
      <span className="visually-hidden" role="status">
        {clipboard.copied && 'The link to this view is in the clipboard.'}
        {clipboard.error && 'The browser refused the clipboard. Copy the address from the address bar.'}
      </span>
    </>
  );
}
