import { useState } from 'react';
import { StampKind, type StampPlace } from '../../../shared/contract/stamp-place.ts';
import type { StampBox } from '../../../shared/contract/stamping.ts';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { placeOf } from './move.ts';

/** Moves stamps, those that come by themselves as the office's default, and takes the last move back. */
export function usePlacing(letter: string, boxes: readonly StampBox[] | undefined) {
  const say = useSay();
  const [before, setBefore] = useState<{ stamp: string; place: StampPlace } | null>(null);
  const move = useCommand('letters.placeStamp');
  function place(stamp: string, to: StampPlace) {
    const now = boxes?.find((box) => box.stamp === stamp);
    const byItself = StampKind.safeParse(stamp).success;
    const back = now ? { stamp, place: placeOf(now) } : null;
    move.mutate(
      { letter, stamp, place: to },
      {
        onSuccess: () => {
          setBefore(back);
          notify({ text: say(byItself ? 'stamping:moved' : 'stamping:movedHere'), look: 'done' });
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
