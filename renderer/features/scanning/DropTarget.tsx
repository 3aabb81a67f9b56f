import { useEffect, useState, type DragEvent as ReactDragEvent } from 'react';
import { useSay } from '../../app/words.ts';
import './scanning.css';

interface DropTargetProps {
  onFiles: (paths: string[], together: boolean) => void;
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped anywhere in the window; several can become one letter or many. */
export function DropTarget({ onFiles }: DropTargetProps) {
  const say = useSay();
  const [count, setCount] = useState(0);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      setCount(Math.max(1, event.dataTransfer?.items.length ?? 1));
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setCount(0);
    };
    // Without this the window would open the file instead of the letter.
    const refuse = (event: DragEvent) => event.preventDefault();
    window.addEventListener('dragenter', enter, { signal });
    window.addEventListener('dragover', refuse, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setCount(0);
      },
      { signal },
    );
    return () => listening.abort();
  }, []);
  if (count === 0) return null;
  function drop(event: ReactDragEvent, together: boolean) {
    const paths = [...event.dataTransfer.files]
      .map((file) => window.lontar.pathOf(file))
      .filter((path) => path !== '');
    setCount(0);
    if (paths.length > 0) onFiles(paths, together);
  }
  return (
    <div className="drop-target">
      <Zone
        text={say(count > 1 ? 'scanning:dropEach' : 'scanning:dropOne')}
        onDrop={(event) => drop(event, false)}
      />
      {count > 1 && (
        <Zone text={say('scanning:dropTogether')} onDrop={(event) => drop(event, true)} />
      )}
    </div>
  );
}

function Zone({ text, onDrop }: { text: string; onDrop: (event: ReactDragEvent) => void }) {
  const [over, setOver] = useState(false);
  return (
    <div
      className={over ? 'drop-zone over' : 'drop-zone'}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <span>{text}</span>
    </div>
  );
}
