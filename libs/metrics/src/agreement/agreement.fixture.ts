import { table } from '../pages/render-page.ts';
import { goldenCase, goldenNames, type GoldenCase } from './golden.fixture.ts';
import { otherDefinitions } from './other-definitions.fixture.ts';
import { comparePeer, explained, measured, peers, type Ours } from './peers.fixture.ts';

/** The page on agreement with other implementations, from their values on the golden cases. */
export async function renderAgreement(): Promise<string> {
  const cases: { golden: GoldenCase; ours: Ours }[] = [];
  for (const name of goldenNames()) {
    const golden = goldenCase(name);
    cases.push({ golden, ours: await measured(golden) });
  }
  const agreeing = peers.map((peer) => {
    const found = cases.map(({ golden, ours }) => comparePeer(peer, golden, ours));
    const compared = found.reduce((sum, { compared: n }) => sum + n, 0);
    const differences = found.reduce((sum, { differences: list }) => sum + list.length, 0);
    const ids = [...new Set(Object.keys(peer.keys))].join(', ');
    return [peer.impl, ids, String(peer.tolerance), String(compared), String(differences)];
  });
  const differing = otherDefinitions.map(({ impl, key, id, why }) => {
    const both = cases.flatMap(({ golden, ours }) => {
      const [theirs, our] = [golden.metrics[impl]?.values?.[key], ours[id]];
      return typeof theirs === 'number' && typeof our === 'number' ? [Math.abs(our - theirs)] : [];
    });
    const differ = both.filter((distance) => distance > 1e-6);
    const largest = Math.max(0, ...differ);
    return [
      `${impl} ${key}`,
      id,
      String(both.length),
      String(differ.length),
      String(Number(largest.toPrecision(3))),
      why,
    ];
  });
  const reasons = explained.map((entry) => [entry.case, entry.impl, entry.keys.join(', '), entry.why]);
  return [
    '<!-- Written by `npm run docs:metrics` from the golden cases. Do not edit. -->',
    '',
    '# Agreement with other implementations',
    '',
    `Computed on ${cases.length} pairs of label images: nuclei of the 2018 Data Science Bowl with predictions of three methods,`,
    'synthetic images, and small ones made to be difficult. Values that only one side has are not compared: many tools',
    'crash or give NaN where there are no cells. Tools that lose a cell in an image without background were given the',
    'same image with a pixel of background around it.',
    '',
    '## The same definition',
    '',
    table(['implementation', 'values', 'tolerance', 'compared', 'differ'], agreeing),
    '',
    '## Where these differ, and why',
    '',
    table(['case', 'implementation', 'values', 'why'], reasons),
    '',
    '## Another definition under the same or a similar name',
    '',
    table(['theirs', 'ours', 'compared', 'differ by more than 1e-6', 'largest difference', 'why'], differing),
    '',
  ].join('\n');
}
