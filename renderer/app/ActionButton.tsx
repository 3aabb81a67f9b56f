import type { ComponentProps } from 'react';
import { Button } from '../ui/Button.tsx';
import { actions, ariaKeys, keyText, type Action } from './keys.ts';
import { useAction } from './shortcuts.tsx';
import { useSay } from './words.ts';

interface ActionButtonProps {
  action: Action;
  onRun: () => void;
  look?: ComponentProps<typeof Button>['look'];
  disabled?: boolean;
  pressed?: boolean;
  /** Another word than the list of keys has. */
  label?: string;
  /** A sign instead of the word, which is then only said. */
  sign?: string;
}

/** A button and its key, from the one list of keys. */
export function ActionButton(props: ActionButtonProps) {
  const { action, onRun, look, disabled = false, pressed, sign } = props;
  const say = useSay();
  const label = props.label ?? say(`actions:${action}`);
  useAction(action, disabled ? null : onRun);
  return (
    <Button
      look={look ?? 'plain'}
      disabled={disabled}
      onClick={onRun}
      hint={keyText(actions[action].keys[0])}
      aria-keyshortcuts={ariaKeys(action)}
      title={sign === undefined ? undefined : label}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
    >
      {sign === undefined ? (
        label
      ) : (
        <>
          <span aria-hidden="true">{sign}</span>
          <span className="only-read">{label}</span>
        </>
      )}
    </Button>
  );
}
