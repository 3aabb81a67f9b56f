import { useEffect, useRef, type PointerEvent } from 'react';
import './signature-pad.css';

interface SignaturePadProps {
  label: string;
  /** The drawing as base64 of a PNG; null while nothing is drawn. */
  onDrawn: (png: string | null) => void;
}

const SIZE = { width: 960, height: 280 };
const PEN = 4.5;

/** To sign on by finger, pen or mouse: dark ink on white, in a light window as in a dark one. */
export function SignaturePad({ label, onDrawn }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pen = penOf(canvas.current!);
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, SIZE.width, SIZE.height);
  }, []);

  function at({ clientX, clientY }: PointerEvent): [number, number] {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    return [((clientX - left) / width) * SIZE.width, ((clientY - top) / height) * SIZE.height];
  }
  function begin(event: PointerEvent<HTMLCanvasElement>) {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const pen = penOf(event.currentTarget);
    pen.beginPath();
    pen.moveTo(...at(event));
    // A dot is a stroke too.
    pen.lineTo(...at(event));
    pen.stroke();
  }
  function draw(event: PointerEvent<HTMLCanvasElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const pen = penOf(event.currentTarget);
    pen.lineTo(...at(event));
    pen.stroke();
  }
  function end(event: PointerEvent<HTMLCanvasElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.currentTarget.releasePointerCapture(event.pointerId);
    onDrawn(event.currentTarget.toDataURL('image/png').split(',')[1] ?? null);
  }

  return (
    <canvas
      ref={canvas}
      {...SIZE}
      className="signature-pad"
      role="img"
      aria-label={label}
      onPointerDown={begin}
      onPointerMove={draw}
      onPointerUp={end}
      onPointerCancel={end}
    />
  );
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d')!;
  pen.lineWidth = PEN;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = '#14213d';
  return pen;
}
