import type { QueueStatus } from '@cellboard/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../app/trpc.ts';
import '../features/account/account.css';
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
  const rows = [
    ['Waiting', `${counted(submissions, 'submission', 'submissions')}, ${counted(images, 'image', 'images')}`],
    ['The oldest has waited', oldestSeconds === null ? 'nothing waits' : duration(oldestSeconds)],
    ['Being scored now', counted(imagesRunning, 'image', 'images')],
    [
      'Speed of the last evaluations',
      imagesPerMinute === null ? 'not known yet' : `${grouped(imagesPerMinute)} images a minute`,
    ],
    [
      'Ended within 24 hours',
      `${grouped(ended.scored)} scored, ${grouped(ended.rejected)} rejected, ${grouped(ended.failed)} failed`,
    ],
  ] as const;
  return (
    <section className="account-part" aria-label="Evaluations">
      <h2>Evaluations</h2>
      <dl>
        {rows.map(([what, value]) => (
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
