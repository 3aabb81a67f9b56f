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
}

/** A button and its key, from the one list of keys. */
export function ActionButton(props: ActionButtonProps) {
  const { action, onRun, look, disabled = false, pressed, label } = props;
  const say = useSay();
  useAction(action, disabled ? null : onRun);
  return (
    <Button
      look={look ?? 'plain'}
      disabled={disabled}
      onClick={onRun}
      hint={keyText(actions[action].keys[0])}
      aria-keyshortcuts={ariaKeys(action)}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
    >
      {label ?? say(`actions:${action}`)}
    </Button>
  );
}
