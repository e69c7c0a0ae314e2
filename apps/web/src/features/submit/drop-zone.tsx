import { Button } from '@mantine/core';
import { useRef, useState, type DragEvent, type ReactNode, type RefObject } from 'react';
import './submit.css';

interface DropZoneProps {
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Takes a zip archive, a folder or files: dropped, or chosen by two buttons. */
export function DropZone({ disabled, onFiles }: DropZoneProps): ReactNode {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!disabled) void droppedFiles(event.dataTransfer).then(onFiles);
  };
  const take = (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    input.value = '';
    if (chosen.length > 0) onFiles(chosen);
  };
  return (
    <div
      className="submit-drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={drop}
    >
      <p>Drop a zip archive, a folder or files here. They stay on your computer until you send them.</p>
      <div className="submit-actions">
        <Button disabled={disabled} onClick={() => files.current?.click()}>
          Choose files
        </Button>
        <Button disabled={disabled} variant="default" onClick={() => folder.current?.click()}>
          Choose a folder
        </Button>
      </div>
      <Hidden input={files} label="Predictions" onChosen={take} />
      <Hidden input={folder} label="Folder of predictions" onChosen={take} isFolder />
    </div>
  );
}

interface HiddenProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly label: string;
  readonly isFolder?: boolean;
  readonly onChosen: (input: HTMLInputElement) => void;
}

function Hidden({ input, label, isFolder = false, onChosen }: HiddenProps): ReactNode {
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={label}
      {...(isFolder && { webkitdirectory: '' })}
      onChange={(event) => {
        onChosen(event.currentTarget);
      }}
    />
  );
}

/** Files under their paths: those of a dropped folder with its name, as `webkitRelativePath` has them. */
async function droppedFiles(dropped: DataTransfer): Promise<File[]> {
  // Both are gone once the event has ended.
  const [entries, files] = [[...dropped.items].map((item) => item.webkitGetAsEntry()), [...dropped.files]];
  if (!entries.some((entry) => entry?.isDirectory)) return files;
  return (await Promise.all(entries.flatMap((entry) => (entry ? filesIn(entry) : [])))).flat();
}

async function filesIn(entry: FileSystemEntry): Promise<File[]> {
  if (entry.isFile) return [withPath(await fileOf(entry as FileSystemFileEntry), entry.fullPath.slice(1))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: File[] = [];
  // Each call answers only some of them.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

function withPath(file: File, path: string): File {
  return Object.defineProperty(file, 'webkitRelativePath', { value: path });
}
