import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { STAMP_SIDES } from '../../../../shared/contract/stamp-template.ts';
import type { StampBox, StampPreview } from '../../../../shared/contract/stamping.ts';
import { useSay } from '../../../app/words.ts';
import type { PageSize } from '../../../ui/pictures.ts';
import { movedBox, resizedBox, stepOf } from '../move.ts';
import '../stamping.css';

interface DesignBoxProps {
  box: StampBox;
  /** Null until it is drawn. */
  picture: StampPreview | null;
  name: string;
  size: PageSize;
  onMove: (box: StampBox) => void;
  onResize: (box: StampBox) => void;
  /** It was taken hold of, or let go of: what comes is another step. */
  onRest: () => void;
}

const part = (value: number, whole: number) => `${(value / whole) * 100}%`;

interface Grip {
  what: 'move' | 'resize';
  x: number;
  y: number;
  box: StampBox;
}

/** The stamp on the page: dragged, pulled at its corner, or moved by arrows and resized by Ctrl and arrows. */
export function DesignBox(props: DesignBoxProps) {
  const { box, picture, name, size, onMove, onResize, onRest } = props;
  const say = useSay();
  const grip = useRef<Grip | null>(null);
  const self = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    self.current?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, []);
  // Where the form or its text sends it the page follows; what is dragged stays under the hand.
  const where = `${box.x} ${box.y}`;
  useEffect(() => {
    if (where && !grip.current) self.current?.scrollIntoView({ block: 'nearest' });
  }, [where]);

  function take(event: PointerEvent<HTMLElement>) {
    if (event.button !== 0) return;
    const what = (event.target as HTMLElement).classList.contains('stamp-corner')
      ? 'resize'
      : 'move';
    event.currentTarget.setPointerCapture(event.pointerId);
    onRest();
    grip.current = { what, ...onPage(event, size), box };
  }

  function drag(event: PointerEvent<HTMLElement>) {
    const from = grip.current;
    if (!from) return;
    const to = onPage(event, size);
    const [byX, byY] = [to.x - from.x, to.y - from.y];
    if (from.what === 'move') onMove(movedBox(from.box, byX, byY, size));
    else onResize(resizedBox(from.box, byX, byY, size, STAMP_SIDES));
  }

  function rest() {
    if (grip.current) onRest();
    grip.current = null;
  }

  function press(event: KeyboardEvent) {
    const step = stepOf(event.key, event.shiftKey);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.ctrlKey) onResize(resizedBox(box, step[0], step[1], size, STAMP_SIDES));
    else onMove(movedBox(box, step[0], step[1], size));
  }

  return (
    <button
      ref={self}
      type="button"
      className="stamp designed"
      aria-label={name}
      aria-description={say('stampDesign:how')}
      title={say('stampDesign:how')}
      style={{
        left: part(box.x, size.width),
        top: part(box.y, size.height),
        width: part(box.width, size.width),
        height: part(box.height, size.height),
      }}
      onPointerDown={take}
      onPointerMove={drag}
      onPointerUp={rest}
      onPointerCancel={rest}
      onKeyDown={press}
      onBlur={onRest}
    >
      {picture && <Drawn picture={picture} />}
      <span className="stamp-corner" aria-hidden="true" />
    </button>
  );
}

/** Millimetres from the page's corner. */
function onPage({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>, size: PageSize) {
  const { left, top, width } = currentTarget.parentElement!.getBoundingClientRect();
  const perPixel = size.width / width;
  return { x: (clientX - left) * perPixel, y: (clientY - top) * perPixel };
}

/** On a canvas: the window shows pictures from nowhere but the archive. */
function Drawn({ picture: { pixels, pixelWidth, pixelHeight } }: { picture: StampPreview }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new ImageData(new Uint8ClampedArray(pixels), pixelWidth, pixelHeight);
    canvas.current!.getContext('2d')!.putImageData(image, 0, 0);
  }, [pixels, pixelWidth, pixelHeight]);
  return <canvas ref={canvas} width={pixelWidth} height={pixelHeight} aria-hidden="true" />;
}
