import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FileFault } from './load-files.ts';
import type { Missing } from './use-viewed.ts';

/** What is wrong, after the name of what it is about. */
const words: Readonly<Record<FileFault, string>> = {
  absent: 'is not on this server',
  damaged: 'cannot be shown: its file is damaged',
  refused: 'cannot be shown',
  unreachable: 'did not load',
};

interface MissingNoticesProps {
  readonly missing: readonly Missing[];
  readonly onRetry: () => void;
}

/** What cannot be shown and why; the rest of the page goes on. */
export function MissingNotices({ missing, onRetry }: MissingNoticesProps): ReactNode {
  if (missing.length === 0) return null;
  const canRetry = missing.some(({ failure }) => failure.fault !== 'refused');
  return (
    <div className="stale viewing-missing" role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        {missing.map(({ what, failure }) => (
          <p key={what}>
            <strong>
              {what} {words[failure.fault]}.
            </strong>{' '}
            {failure.message}
            {failure.requestId !== null && ` (request ${failure.requestId})`}
          </p>
        ))}
      </div>
      {canRetry && (
        <Button variant="default" size="sm" leftSection={<IconRefresh size={16} aria-hidden />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
