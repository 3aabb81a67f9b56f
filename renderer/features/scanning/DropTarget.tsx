import { useEffect, useState, type DragEvent as ReactDragEvent } from 'react';
import { useSay } from '../../app/words.ts';
import './scanning.css';

interface DropTargetProps {
  onFiles: (paths: string[], together: boolean) => void;
  /** There is a batch on the screen that pictures can be added to. */
  onBatch: ((paths: string[]) => void) | null;
}

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Takes files dropped anywhere in the window; several can become one letter or many. */
export function DropTarget({ onFiles, onBatch }: DropTargetProps) {
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
  function drop(event: ReactDragEvent, take: (paths: string[]) => void) {
    const paths = [...event.dataTransfer.files]
      .map((file) => window.lontar.pathOf(file))
      .filter((path) => path !== '');
    setCount(0);
    if (paths.length > 0) take(paths);
  }
  return (
    <div className="drop-target">
      {onBatch && (
        <Zone text={say('scanning:dropPages')} onDrop={(event) => drop(event, onBatch)} />
      )}
      <Zone
        text={say(count > 1 || onBatch ? 'scanning:dropEach' : 'scanning:dropOne')}
        onDrop={(event) => drop(event, (paths) => onFiles(paths, false))}
      />
      {count > 1 && (
        <Zone
          text={say('scanning:dropTogether')}
          onDrop={(event) => drop(event, (paths) => onFiles(paths, true))}
        />
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
