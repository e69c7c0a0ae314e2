import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

interface Stop {
  readonly id: string;
  readonly title: string;
}

/** Links to the sections of the {@link Sheet} it stands in. Give it a key: the sections are read once. */
export function OnThisPage(): ReactNode {
  const own = useRef<HTMLElement>(null);
  const [stops, setStops] = useState<readonly Stop[]>([]);
  useLayoutEffect(() => {
    const sheet = own.current?.closest('.sheet');
    const found = [...(sheet?.querySelectorAll<HTMLElement>('.sheet-rest .sheet-section[id]') ?? [])];
    setStops(found.map(({ id, dataset }) => ({ id, title: dataset['title'] ?? id })));
  }, []);
  return (
    <nav ref={own} className="on-this-page" aria-label="On this page">
      {stops.length > 2 && (
        <ul>
          {stops.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}
