import { IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

/** Puts the address of this very view into the clipboard. */
export function CopyLinkButton(): ReactNode {
  return (
    <CopyButton
      text={() => window.location.href}
      label="Copy link"
      done="Link copied"
      otherwise="The browser refused the clipboard. Copy the address from the address bar."
      icon={IconLink}
      className="copy-link"
    />
  );
}
