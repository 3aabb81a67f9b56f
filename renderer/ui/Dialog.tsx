import { useEffect, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import './dialog.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  wide?: boolean;
  aside?: ReactNode;
  /** Nothing inside takes the focus, and it may be longer than the window. */
  onlyText?: boolean;
  foot?: ReactNode;
  children: ReactNode;
}

/** The browser's own modal: it keeps the focus inside, and gives it back. */
export function Dialog({
  title,
  onClose,
  wide = false,
  onlyText = false,
  aside,
  foot,
  children,
}: DialogProps) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current!;
    const before = document.activeElement;
    dialog.showModal();
    // React's own autoFocus comes before the dialog is shown.
    dialog.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <dialog
      ref={element}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog-head">
        <h1 id={id}>{title}</h1>
        {aside}
      </header>
      <div className="dialog-body" tabIndex={onlyText ? 0 : undefined}>
        {children}
      </div>
      {foot && <footer className="dialog-foot">{foot}</footer>}
    </dialog>,
    document.body,
  );
}
