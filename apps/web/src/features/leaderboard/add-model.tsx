import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Command } from '../../ui/command.tsx';
import { ImagesLink } from '../../ui/links.tsx';
import { PopOver } from '../../ui/pop-over.tsx';
import './add-model.css';

interface AddModelProps {
  /** The task's slug. */
  readonly task: string;
}

/** Opens the steps by which a model gets on the board. */
export function AddModelButton({ task }: AddModelProps): ReactNode {
  return (
    <PopOver
      width={420}
      position="bottom-start"
      trapFocus
      className="add-model"
      target={(toggle) => (
        <Button variant="light" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={toggle}>
          Add your model
        </Button>
      )}
    >
      <AddModelSteps task={task} />
    </PopOver>
  );
}

/** The steps by which a model gets on the board. */
export function AddModelSteps({ task }: AddModelProps): ReactNode {
  return (
    <div className="add-model-steps">
      <ol>
        <li>
          Run your model on the <ImagesLink search={{ task }}>images</ImagesLink>; each dataset’s page says where to
          download it.
        </li>
        <li>Save one label image for each image, under the name of the image.</li>
        <li>Submit the folder:</li>
      </ol>
      <Command about="the command that submits predictions">
        {`npx cellboard predictions add masks/ --task ${task} --model my-model`}
      </Command>
      <p>
        Cellboard’s folder has the full guide: <code>docs/guides/import.md</code>.
      </p>
    </div>
  );
}
