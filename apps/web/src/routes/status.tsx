import type { QueueStatus } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import '../features/account/account.css';
import '../features/submissions/submissions.css';
import { counted, grouped } from '../ui/counted.ts';
import { Loaded } from '../ui/loaded.tsx';
import { PageHead } from '../ui/page-head.tsx';

/** Between two questions. */
const ASK_MS = 10_000;

/** /status: how much waits to be scored, in numbers. */
export function StatusPage(): ReactNode {
  const queue = useQuery(useTRPC().system.queue.queryOptions(undefined, { refetchInterval: ASK_MS }));
  return (
    <>
      <PageHead title="Status">
        <p>How much waits to be scored on this site. The page updates by itself.</p>
      </PageHead>
      <Loaded query={queue} failed="The status did not load" waiting={null}>
        {(status) => <Numbers status={status} />}
      </Loaded>
    </>
  );
}

function Numbers({ status }: { readonly status: QueueStatus }): ReactNode {
  const { submissions, images, imagesRunning, oldestSeconds, imagesPerMinute, ended } = status;
  return (
    <>
      <Tiles
        title="Now"
        tiles={[
          ['Submissions that wait', grouped(submissions)],
          ['Images that wait', grouped(images)],
          ['Images being scored', grouped(imagesRunning)],
          ['Longest wait so far', oldestSeconds === null ? 'nothing waits' : duration(oldestSeconds)],
          ['Images a minute, lately', imagesPerMinute === null ? 'not known yet' : grouped(imagesPerMinute)],
        ]}
      />
      <Tiles
        title="Ended within 24 hours"
        tiles={[
          ['Scored', grouped(ended.scored)],
          ['Rejected', grouped(ended.rejected)],
          ['Failed', grouped(ended.failed)],
        ]}
      />
    </>
  );
}

interface TilesProps {
  readonly title: string;
  /** What each number is, and the number. */
  readonly tiles: readonly (readonly [what: string, value: string])[];
}

function Tiles({ title, tiles }: TilesProps): ReactNode {
  return (
    <section className="account-part" aria-label={title}>
      <h2>{title}</h2>
      <dl className="status-tiles">
        {tiles.map(([what, value]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function duration(seconds: number): string {
  if (seconds < 60) return counted(seconds, 'second', 'seconds');
  if (seconds < 3600) return counted(Math.floor(seconds / 60), 'minute', 'minutes');
  return counted(Math.floor(seconds / 3600), 'hour', 'hours');
}
