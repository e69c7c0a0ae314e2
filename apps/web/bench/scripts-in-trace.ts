/** An event of a trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time that the thread had a processor. */
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly data?: { readonly type?: string } };
}

/** Milliseconds of scripts of one step. */
export interface StepTime {
  readonly wall: number;
  /** That the thread had a processor: it does not grow where others use the machine. */
  readonly processor: number;
}

/** Categories of a trace that has what is read here. */
export const categories = ['devtools.timeline', '__metadata'];

/** What runs scripts, or cleans up after them; one may lie in another. */
const scripts = new Set([
  ...['EventDispatch', 'FireAnimationFrame', 'TimerFire', 'FunctionCall', 'EvaluateScript', 'RunMicrotasks'],
  ...['MinorGC', 'MajorGC'],
]);

/**
 * How long scripts of the page took for each step. A step begins with an event of the given type, such as `keydown`, and
 * lasts until the next one: what it set off later is a part of it.
 */
export function stepTimes(trace: Buffer, type: string): StepTime[] {
  let end = -Infinity;
  const steps: { wall: number; processor: number }[] = [];
  for (const event of ofPage(trace)) {
    const { name, ts, dur = 0, tdur = 0, args } = event;
    if (ts < end) continue;
    end = ts + dur;
    if (name === 'EventDispatch' && args.data?.type === type) steps.push({ wall: 0, processor: 0 });
    const step = steps.at(-1);
    if (!step) continue;
    step.wall += dur / 1000;
    step.processor += tdur / 1000;
  }
  return steps;
}

/** Scripts of the page's thread in their order; what lies in another comes after it. */
function ofPage(trace: Buffer): TraceEvent[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const each = threads.map(({ pid, tid }) =>
    traceEvents.filter(
      (event) => event.pid === pid && event.tid === tid && event.ph === 'X' && scripts.has(event.name),
    ),
  );
  // The page that is worked with runs more than others that the browser keeps ready.
  const [most = []] = each.sort((a, b) => b.length - a.length);
  return most.sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
}
