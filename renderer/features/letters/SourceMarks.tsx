import { useEffect, useRef } from 'react';
import type { Suggestion } from '../../../shared/contract/reading.ts';
import type { PageSize } from '../../ui/pictures.ts';
import './proposals.css';

interface SourceMarksProps {
  boxes: Suggestion<string>['boxes'];
  page: number;
  size: PageSize;
}

const ROOM = 0.8;

/** Where on the page the field in focus was read. */
export function SourceMarks({ boxes, page, size }: SourceMarksProps) {
  const first = useRef<HTMLDivElement>(null);
  const here = boxes.filter((box) => box.page === page);
  const [begin] = boxes;
  const at = begin?.page === page ? `${begin.x},${begin.y}` : '';
  useEffect(() => {
    if (at !== '') first.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  const part = (value: number, of: number) => `${(value / of) * 100}%`;
  return here.map(({ x, y, width, height }, index) => (
    <div
      key={`${x},${y}`}
      ref={index === 0 ? first : undefined}
      className="source-mark"
      style={{
        left: part(x - ROOM, size.width),
        top: part(y - ROOM, size.height),
        width: part(width + 2 * ROOM, size.width),
        height: part(height + 2 * ROOM, size.height),
      }}
    />
  ));
}
