import type { ProblemCode } from '@cellboard/contract';
import { Alert, Button, Checkbox, TextInput } from '@mantine/core';
import { useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import './account.css';
import { failureOf } from './refused.ts';

/** A field of a form. Its name is that of the answer, too. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: 'email' | 'password';
  /** What a password manager puts in. */
  readonly autoComplete: string;
  readonly hint?: ReactNode;
  readonly value?: string;
  readonly optional?: boolean;
  /** What is wrong with an answer; undefined for nothing. */
  readonly check?: (answer: string) => string | undefined;
}

export type Answers = Readonly<Record<string, string>>;

interface AccountFormProps {
  readonly fields: readonly Field[];
  /** What the button says. */
  readonly action: string;
  readonly danger?: boolean;
  /** Between the fields and the button. */
  readonly children?: ReactNode;
  /** What it says once it is done, where the page stays. */
  readonly done?: string;
  readonly onSubmit: (answers: Answers) => Promise<unknown>;
}

/** Which field a refusal is about. */
const fieldOf: Partial<Record<ProblemCode, string>> = {
  HANDLE_TAKEN: 'handle',
  CODE_WRONG: 'code',
  PASSWORD_WEAK: 'password',
  PASSWORD_WRONG: 'current',
};

/** A form whose mistakes stand at their fields. Fields keep what was typed. */
export function AccountForm(props: AccountFormProps): ReactNode {
  const { fields, action, danger = false, children, done } = props;
  const [isShown, setShown] = useState(false);
  const { form, state, submit } = useSubmit(props);
  const hasPassword = fields.some(({ type }) => type === 'password');
  return (
    <form className="account-form" ref={form} noValidate onSubmit={submit}>
      {fields.map(({ name, label, type, autoComplete, hint, value, optional = false }) => (
        <TextInput
          key={name}
          {...{ name, label, autoComplete }}
          type={type === 'password' && isShown ? 'text' : (type ?? 'text')}
          description={hint}
          defaultValue={value}
          required={!optional}
          withAsterisk={false}
          error={state.errors[name]}
          autoCapitalize="none"
          spellCheck={false}
        />
      ))}
      {hasPassword && (
        <Checkbox
          size="sm"
          label="Show what I type"
          checked={isShown}
          onChange={(event) => {
            setShown(event.currentTarget.checked);
          }}
        />
      )}
      {children}
      {state.failure !== null && (
        <Alert color="red" role="alert" title="That did not work">
          {state.failure}
        </Alert>
      )}
      <Button type="submit" loading={state.busy} color={danger ? 'red' : ''}>
        {action}
      </Button>
      <p role="status" className="account-done">
        {state.done && done}
      </p>
    </form>
  );
}

interface State {
  readonly busy: boolean;
  readonly done: boolean;
  readonly failure: string | null;
  readonly errors: Readonly<Record<string, string>>;
}

const calm: State = { busy: false, done: false, failure: null, errors: {} };

/** Checks the answers, sends them, and says what became of them. */
function useSubmit({ fields, onSubmit }: Pick<AccountFormProps, 'fields' | 'onSubmit'>) {
  const form = useRef<HTMLFormElement>(null);
  const [state, setState] = useState(calm);
  const refuse = (errors: Record<string, string>) => {
    setState({ ...calm, errors });
    const first = fields.find(({ name }) => errors[name] !== undefined);
    form.current?.querySelector<HTMLInputElement>(`[name="${first?.name ?? ''}"]`)?.focus();
  };
  const send = async (answers: Answers) => {
    const errors = mistakes(fields, answers);
    if (Object.keys(errors).length > 0) {
      refuse(errors);
      return;
    }
    setState({ ...calm, busy: true });
    try {
      await onSubmit(answers);
      setState({ ...calm, done: true });
    } catch (error) {
      const { message, code } = failureOf(error);
      const field = code === null ? undefined : fieldOf[code];
      if (field !== undefined && fields.some(({ name }) => name === field)) refuse({ [field]: message });
      else setState({ ...calm, failure: message });
    }
  };
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    void send(Object.fromEntries([...data].map(([name, value]) => [name, typeof value === 'string' ? value : ''])));
  };
  return { form, state, submit };
}

function mistakes(fields: readonly Field[], answers: Answers): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ name, label, optional = false, check }) => {
      const answer = answers[name] ?? '';
      const isMissing = answer.trim() === '';
      const wrong = isMissing ? (optional ? undefined : `${label} is missing.`) : check?.(answer);
      return wrong === undefined ? [] : [[name, wrong]];
    }),
  );
}
