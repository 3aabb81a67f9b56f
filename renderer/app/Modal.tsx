import type { ComponentProps } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyLayer } from './shortcuts.tsx';
import { useSay } from './words.ts';

interface ModalProps extends ComponentProps<typeof Dialog> {
  /** What the button that only closes says; `Batal` unless told otherwise. */
  closeText?: string;
}

/** A dialog with keys of its own and a way out. */
export function Modal({ children, foot, closeText, ...dialog }: ModalProps) {
  const say = useSay();
  return (
    <KeyLayer>
      <Dialog
        {...dialog}
        foot={
          <>
            <Button onClick={dialog.onClose} hint="Esc">
              {closeText ?? say('common:cancel')}
            </Button>
            {foot}
          </>
        }
      >
        {children}
      </Dialog>
    </KeyLayer>
  );
}
