import { useState } from 'react';
import type { StampBox, StampKind, StampPlace } from '../../../shared/contract/stamping.ts';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { placeOf } from './move.ts';

/** Moves stamps, remembered as the office's default, and takes the last move back. */
export function usePlacing(
  letter: string,
  boxes: Partial<Record<StampKind, StampBox>> | undefined,
) {
  const say = useSay();
  const [before, setBefore] = useState<{ stamp: StampKind; place: StampPlace } | null>(null);
  const move = useCommand('letters.placeStamp');
  function place(stamp: StampKind, to: StampPlace) {
    const now = boxes?.[stamp];
    const back = now ? { stamp, place: placeOf(now) } : null;
    move.mutate(
      { letter, stamp, place: to },
      {
        onSuccess: () => {
          setBefore(back);
          notify({ text: say('stamping:moved'), look: 'done' });
        },
      },
    );
  }
  function undo() {
    if (!before) return;
    move.mutate(
      { letter, ...before },
      {
        onSuccess: () => {
          setBefore(null);
          notify({ text: say('stamping:undone'), look: 'done' });
        },
      },
    );
  }
  return { place, undo: before && !move.isPending ? undo : null };
}
