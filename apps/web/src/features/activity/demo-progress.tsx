import type { SystemStatus } from '@cellboard/contract';
import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { demoWords } from './activity-words.ts';
import './demo-progress.css';

/** How far the demo is, with counts; nothing once it is ready. */
export function DemoProgress({ demo }: { readonly demo: SystemStatus['demo'] | undefined }): ReactNode {
  const words = demo ? demoWords(demo) : null;
  if (!demo || words === null) return null;
  const { done, total } = demo;
  return (
    <div className="demo-progress">
      <span>{words}</span>
      <Progress.Root size="sm">
        <Progress.Section color="var(--accent)" value={total > 0 ? (done / total) * 100 : 0} aria-label={words} />
      </Progress.Root>
    </div>
  );
}
