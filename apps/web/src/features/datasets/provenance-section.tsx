import type { Provenance } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { Fact, FactList } from '../../ui/facts.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { objectWords, overlapWords } from './dataset-words.ts';

/** More files than these are folded up. */
const most = 5;

/** From which files a version's truths were made, and by what rules. */
export function ProvenanceSection({ provenance }: { readonly provenance: Provenance }): ReactNode {
  const { layout, part, outlined, overlap, files, software } = provenance;
  return (
    <SheetSection title="Where the truths come from">
      <FactList>
        <Fact name="Read as">
          layout <code>{layout}</code>
          {part === null ? ', all of it' : `, only the part “${part}”`}
        </Fact>
        <Fact name="Outlined">{objectWords[outlined]}</Fact>
        <Fact name="Where cells overlap">{overlapWords[overlap]}</Fact>
        <Fact name="Read by">{software}</Fact>
      </FactList>
      {files.length > most ? (
        <details className="dataset-files">
          <summary>The {files.length} files with the truths, and their hashes</summary>
          <Files files={files} />
        </details>
      ) : (
        files.length > 0 && <Files files={files} />
      )}
    </SheetSection>
  );
}

function Files({ files }: Pick<Provenance, 'files'>): ReactNode {
  return (
    <div className="sheet-table" role="region" aria-label="Files with the truths, scrolls sideways" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Size</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, bytes, sha256 }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="dataset-file-size">{fileSize(bytes)}</td>
              <td>
                <code>{sha256}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sizeIn = (unit: string): Intl.NumberFormat =>
  new Intl.NumberFormat('en', { style: 'unit', unit, maximumSignificantDigits: 3 });
const units = ['kilobyte', 'megabyte', 'gigabyte'].map(sizeIn);

/** A number of bytes in the largest unit that makes it at least one. */
export function fileSize(bytes: number): string {
  const thousands = Math.min(units.length, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return units[thousands - 1]?.format(bytes / 1000 ** thousands) ?? counted(bytes, 'byte', 'bytes');
}
