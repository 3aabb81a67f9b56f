import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { StampPlace } from '../../../shared/contract/stamp-place.ts';
import type { StampBox } from '../../../shared/contract/stamping.ts';
import { useSay } from '../../app/words.ts';
import type { PageSize } from '../../ui/pictures.ts';
import { movedBox, placeOf, samePlace, stepOf } from './move.ts';
import './stamping.css';

interface StampLayerProps {
  boxes: readonly StampBox[];
  page: number;
  size: PageSize;
  /** What a stamp is called. */
  nameOf: (stamp: string) => string;
  onPlace: (stamp: string, place: StampPlace) => void;
  /** The stamp to bring into sight at first. */
  reveal?: string | null;
}

/** The stamps of one page as things that can be taken hold of. */
export function StampLayer(props: StampLayerProps) {
  const { boxes, page, size, nameOf, onPlace, reveal = null } = props;
  return boxes
    .filter((box) => box.page === page)
    .map((box) => (
      <Stamp
        key={box.stamp}
        name={nameOf(box.stamp)}
        box={box}
        size={size}
        reveal={box.stamp === reveal}
        onPlace={(place) => onPlace(box.stamp, place)}
      />
    ));
}

interface StampProps {
  name: string;
  box: StampBox;
  size: PageSize;
  onPlace: (place: StampPlace) => void;
  reveal: boolean;
}

/** A stamp off its place: where it was taken from, where it is, and whether that was said. */
interface Hand {
  from: StampBox;
  at: StampBox;
  sent: boolean;
}

/** Millimetres from the page's corner: the page may be scrolled while a stamp is held. */
function onPage({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>, size: PageSize) {
  const { left, top, width } = currentTarget.parentElement!.getBoundingClientRect();
  const perPixel = size.width / width;
  return { x: (clientX - left) * perPixel, y: (clientY - top) * perPixel };
}

const part = (value: number, whole: number) => `${(value / whole) * 100}%`;

/** Dragged by a pointer, or moved by the arrow keys and put down by Enter; Esc puts it back. */
function Stamp({ name, box, size, onPlace, reveal }: StampProps) {
  const say = useSay();
  const [hand, setHand] = useState<Hand | null>(null);
  const grip = useRef<{ x: number; y: number } | null>(null);
  const self = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (reveal) self.current?.scrollIntoView({ block: 'center' });
  }, [reveal]);
  // Once the new stamp is drawn nothing is in the hand any more.
  if (hand && !samePlace(hand.from, box)) setHand(null);
  const held = hand?.at ?? null;
  const at = held ?? box;
  const hold = (next: StampBox) => setHand({ from: box, at: next, sent: false });

  // Where it goes the page follows: a stamp can be taken from the head of a page to its foot.
  const heldAt = held && `${held.x} ${held.y}`;
  useEffect(() => {
    if (heldAt) self.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [heldAt]);

  function put() {
    grip.current = null;
    // Letting go and losing the focus both put it down; once is enough.
    if (!hand || !held || hand.sent || samePlace(held, box)) return;
    setHand({ ...hand, sent: true });
    onPlace(placeOf(held));
  }

  function take(event: PointerEvent<HTMLButtonElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = onPage(event, size);
  }

  function drag(event: PointerEvent<HTMLButtonElement>) {
    const from = grip.current;
    if (!from) return;
    const to = onPage(event, size);
    hold(movedBox(box, to.x - from.x, to.y - from.y, size));
  }

  function press(event: KeyboardEvent<HTMLButtonElement>) {
    const step = stepOf(event.key, event.shiftKey);
    if (step) {
      event.preventDefault();
      hold(movedBox(at, step[0], step[1], size));
    } else if (event.key === 'Enter' && held) {
      event.preventDefault();
      put();
    } else if (event.key === 'Escape' && held) {
      event.preventDefault();
      setHand(null);
    }
  }

  const where = { left: part(at.x, size.width), top: part(at.y, size.height) };
  return (
    <>
      <button
        ref={self}
        type="button"
        className={held ? 'stamp held' : 'stamp'}
        aria-label={name}
        aria-description={say('stamping:how')}
        title={say('stamping:how')}
        style={{
          ...where,
          width: part(at.width, size.width),
          height: part(at.height, size.height),
        }}
        onPointerDown={take}
        onPointerMove={drag}
        onPointerUp={put}
        onPointerCancel={() => {
          grip.current = null;
          setHand(null);
        }}
        onKeyDown={press}
        onBlur={put}
      />
      {held && (
        <span className="stamp-place" role="status" style={where}>
          {say('stamping:at', { x: at.x.toFixed(1), y: at.y.toFixed(1) })}
        </span>
      )}
    </>
  );
}
