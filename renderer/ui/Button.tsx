import type { ComponentProps } from 'react';
import './button.css';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'main' | 'quiet' | 'alarm';
  /** The key beside the word, as printed on the keyboard. */
  hint?: string | undefined;
}

export function Button({ look = 'plain', hint, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button ${look} ${className ?? ''}`} {...rest}>
      {children}
      {hint && <Key text={hint} />}
    </button>
  );
}

/** Said to screen readers by `aria-keyshortcuts` on the control itself. */
export function Key({ text }: { text: string }) {
  return (
    <kbd className="key" aria-hidden="true">
      {text}
    </kbd>
  );
}
