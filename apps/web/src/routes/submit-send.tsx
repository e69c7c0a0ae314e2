import { uploadPath, type SubmissionId, type Upload } from '@cellboard/contract';
import { Alert, Button, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { describeFailure } from '../app/failure.ts';
import { useTRPC, useTRPCClient } from '../app/trpc.ts';
import { forgetChecked, keptChecked } from '../features/submit/kept-file.ts';
import type { Checked } from '../features/submit/preflight/messages.ts';
import { ReportView } from '../features/submit/report-view.tsx';
import { sendFile } from '../features/submit/send-file.ts';
import { Steps } from '../features/submit/steps.tsx';
import { SubmitterOnly } from './submitter-only.tsx';
import { useSubmission } from './use-submission.ts';

const route = getRouteApi('/submit/$submission/send');

/** How often the server is asked while it checks and adds, in milliseconds. */
const ASK_MS = 1000;

/** /submit/:submission/send: the upload, which goes on after a pause or a reload, and the end. */
export function SubmitSendPage(): ReactNode {
  return <SubmitterOnly title="Upload and submit">{() => <Send />}</SubmitterOnly>;
}

function Send(): ReactNode {
  const { submission } = route.useParams();
  const found = useSubmission(submission);
  return (
    <>
      <Steps current={4} />
      {found.isError && <p role="alert">{describeFailure(found.error).message}</p>}
      {found.data?.status === 'open' && <Sending submission={found.data.id} />}
      {found.data && found.data.status !== 'open' && <Closed submission={found.data.id} />}
    </>
  );
}

function Closed({ submission }: { readonly submission: SubmissionId }): ReactNode {
  return (
    <section className="submit-part">
      <h2>Submitted</h2>
      <p role="status">
        The predictions are being scored.{' '}
        <Link to="/submissions/$submission" params={{ submission }}>
          See how far they are
        </Link>
        .
      </p>
    </section>
  );
}

function Sending({ submission }: { readonly submission: SubmissionId }): ReactNode {
  const checked = useKept(submission);
  const upload = useQuery(
    useTRPC().uploads.latest.queryOptions(
      { submission },
      { refetchInterval: ({ state: { data } }) => (isWorking(data) ? ASK_MS : false) },
    ),
  );
  if (checked === undefined || upload.isPending) return null;
  const current = uploadOf(upload.data, checked);
  if (!checked && !current)
    return (
      <p>
        This browser has no checked predictions for the submission.{' '}
        <Link to="/submit/$submission/files" params={{ submission }}>
          Choose them
        </Link>
      </p>
    );
  return (
    <>
      {checked && (!current || current.state === 'receiving') && (
        <Transfer submission={submission} checked={checked} upload={current} />
      )}
      {current && <State upload={current} />}
      {current?.state === 'added' && <Close submission={submission} />}
    </>
  );
}

/** The upload of the set that was checked here; any, where this browser has none. */
function uploadOf(upload: Upload | null | undefined, checked: Checked | null): Upload | null {
  if (!upload) return null;
  return checked === null || upload.sha256 === checked.sha256 ? upload : null;
}

function isWorking(upload: Upload | null | undefined): boolean {
  return upload?.state === 'checking' || upload?.state === 'adding';
}

/** The set that was checked in this browser; null where there is none, undefined until that is known. */
function useKept(submission: string): Checked | null | undefined {
  const [kept, setKept] = useState<Checked | null>();
  useEffect(() => {
    void keptChecked(submission).then((found) => {
      setKept(found ?? null);
    });
  }, [submission]);
  return kept;
}

interface TransferProps {
  readonly submission: SubmissionId;
  readonly checked: Checked;
  readonly upload: Upload | null;
}

function Transfer({ submission, checked, upload }: TransferProps): ReactNode {
  const { sent, isSending, failure, start, pause } = useTransfer({ submission, checked, upload });
  const { size, name } = checked.file;
  const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  return (
    <section className="submit-part">
      <p>
        <strong>{name}</strong>: <span role="status">{`${mib(sent)} of ${mib(size)} sent`}</span>
      </p>
      <Progress aria-label="Sent" value={(100 * sent) / size} />
      {failure !== null && (
        <Alert color="red" role="alert" title="The upload stopped" mt={12}>
          {failure} What has arrived stays there for a day.
        </Alert>
      )}
      <div className="submit-actions">
        {isSending ? (
          <Button variant="default" onClick={pause}>
            Pause
          </Button>
        ) : (
          <Button onClick={start}>{sent > 0 ? 'Go on' : 'Upload'}</Button>
        )}
        <Link to="/submit/$submission/files" params={{ submission }}>
          Choose other files
        </Link>
      </div>
    </section>
  );
}

function useTransfer({ submission, checked, upload }: TransferProps) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const latest = useTRPC().uploads.latest.queryKey({ submission });
  const [sent, setSent] = useState(upload?.received ?? 0);
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const stopping = useRef<AbortController>(null);
  useEffect(() => () => stopping.current?.abort(), []);
  const send = async (signal: AbortSignal) => {
    const { file, sha256 } = checked;
    const begun = await client.uploads.begin.mutate({ submission, fileName: file.name, bytes: file.size, sha256 });
    const path = uploadPath({ submission, upload: begun.id });
    if (begun.received < begun.bytes) await sendFile({ path, file, onProgress: setSent, signal });
    queries.setQueryData(latest, await client.uploads.finish.mutate({ submission, upload: begun.id }));
  };
  const start = async () => {
    const controller = new AbortController();
    stopping.current = controller;
    setSending(true);
    setFailure(null);
    try {
      await send(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureText(error));
    } finally {
      setSending(false);
    }
  };
  return { sent, isSending, failure, start: () => void start(), pause: () => stopping.current?.abort() };
}

/** The client of uploads speaks of requests; the server's words are for people. */
function failureText(error: unknown): string {
  const response = error instanceof Error && 'originalResponse' in error ? error.originalResponse : null;
  if (response === null && error instanceof Error && 'originalRequest' in error)
    return 'The server cannot be reached. Check that you are connected, then go on.';
  return describeFailure(error).message;
}

function State({ upload }: { readonly upload: Upload }): ReactNode {
  const { state, added, found, report, error } = upload;
  const words = {
    receiving: null,
    checking: 'The server checks the predictions …',
    adding: `${added.toLocaleString('en')} of ${found.toLocaleString('en')} predictions added`,
    added: `All ${added.toLocaleString('en')} predictions are added.`,
    refused: error ?? 'The server found errors. Fix them, then choose the files again.',
    failed: error ?? 'The site could not read the upload.',
  } as const;
  return (
    <>
      {words[state] !== null && (
        <section className="submit-part">
          <p role="status">{words[state]}</p>
          {state === 'adding' && <Progress aria-label="Added" value={found === 0 ? 0 : (100 * added) / found} />}
        </section>
      )}
      {state === 'refused' && report && <ReportView report={report} />}
    </>
  );
}

function Close({ submission }: { readonly submission: SubmissionId }): ReactNode {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const close = async () => {
    setBusy(true);
    try {
      await client.submissions.close.mutate({ submission });
      await forgetChecked(submission);
      await queries.invalidateQueries();
    } catch (error) {
      setFailure(describeFailure(error).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="submit-part">
      <h2>Submit for scoring</h2>
      <p>After this, the predictions cannot be changed. To change them, open another submission.</p>
      {failure !== null && (
        <Alert color="red" role="alert">
          {failure}
        </Alert>
      )}
      <div className="submit-actions">
        <Button loading={isBusy} onClick={() => void close()}>
          Submit
        </Button>
      </div>
    </section>
  );
}
