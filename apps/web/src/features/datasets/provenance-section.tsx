import type { Provenance } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted } from '../../ui/counted.ts';
import { Fact, FactList } from '../../ui/facts.tsx';
import { Hash } from '../../ui/hash.tsx';
import { FoldedSection } from '../../ui/sheet.tsx';
import { objectWords, overlapWords } from './dataset-words.ts';

/** More files than these are folded up. */
const most = 5;

/** From which files a version's truths were made, and by what rules. */
export function ProvenanceSection({ provenance }: { readonly provenance: Provenance }): ReactNode {
  const { layout, part, outlined, overlap, files, software } = provenance;
  return (
    <FoldedSection title="Source of the annotations">
      <FactList>
        <Fact name="Layout">
          <code>{layout}</code>
          {part === null ? ', all parts' : `, only the part “${part}”`}
        </Fact>
        <Fact name="Outlined">{objectWords[outlined]}</Fact>
        <Fact name="Where cells overlap">{overlapWords[overlap]}</Fact>
        <Fact name="Imported with">{software}</Fact>
      </FactList>
      {files.length > most ? (
        <details className="dataset-files">
          <summary>The {files.length} annotation files and their hashes</summary>
          <Files files={files} />
        </details>
      ) : (
        files.length > 0 && <Files files={files} />
      )}
    </FoldedSection>
  );
}

function Files({ files }: Pick<Provenance, 'files'>): ReactNode {
  return (
    <div className="sheet-table" role="region" aria-label="Annotation files, scrolls sideways" tabIndex={0}>
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
                <Hash hex={sha256} about={name} />
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
