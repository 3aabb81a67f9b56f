import type { ReactNode } from 'react';
import './message.css';

interface MessageProps {
  look: 'alarm' | 'leaf' | 'done' | 'plain';
  children: ReactNode;
  /** Buttons. */
  beside?: ReactNode;
}

/** Said at once to a screen reader when something went wrong, in its turn otherwise. */
export function Message({ look, children, beside }: MessageProps) {
  return (
    <div className={`message ${look} selectable`} role={look === 'alarm' ? 'alert' : 'status'}>
      <span>{children}</span>
      {beside}
    </div>
  );
}

interface EmptyProps {
  title: string;
  text: string;
  /** Drawn above the title. */
  drawing?: ReactNode;
  children?: ReactNode;
}

/** Nothing here yet: says what to do. */
export function Empty({ title, text, drawing, children }: EmptyProps) {
  return (
    <div className="empty">
      {drawing}
      <h2>{title}</h2>
      <p className="empty-text">{text}</p>
      {children && <div className="empty-actions">{children}</div>}
    </div>
  );
}
