import { imageFiles, type ImagesPage } from '@cellboard/contract';
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Picture } from '../../ui/picture.tsx';

interface TypeSelectProps {
  /** Undefined while they load. */
  readonly types: ImagesPage['cellTypes'] | undefined;
  /** Empty for all. */
  readonly value: string;
  readonly onChange: (type: string) => void;
}

/** Chooses a cell type by its name and a picture of it. One that nothing here has stays visible as what was asked for. */
export function TypeSelect({ types = [], value, onChange }: TypeSelectProps): ReactNode {
  const isKnown = value === '' || types.some(({ cellType }) => cellType === value);
  const data = [
    { value: every, label: 'Any' },
    ...types.map(({ cellType, images }) => ({ value: cellType, label: `${cellType} (${String(images)})` })),
    ...(isKnown ? [] : [{ value, label: `${value} (0)` }]),
  ];
  const pictures = new Map(types.map(({ cellType, picture }) => [cellType, picture]));
  return (
    <Select
      className="toolbar-facet"
      label="Cell type"
      data={data}
      value={value === '' ? every : value}
      allowDeselect={false}
      maxDropdownHeight={420}
      comboboxProps={{ shadow: 'md', withinPortal: false, width: 280, position: 'bottom-start' }}
      renderOption={({ option }) => {
        const picture = pictures.get(option.value);
        return (
          <span className="type-option">
            <span className="picture-frame">
              {picture && <Picture src={imageFiles.thumbnail(picture, 160)} alt="" failed="" isMute />}
            </span>
            {option.label}
          </span>
        );
      }}
      onChange={(next) => {
        onChange(next === null || next === every ? '' : next);
      }}
    />
  );
}

/** The word for all: no cell type is called so. */
const every = '/';
