import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { StampKind } from '../../shared/contract/stamp-place.ts';
import type { Letter } from '../../shared/domain/letter/state.ts';
import { StampLayer } from '../features/stamping/StampLayer.tsx';
import { usePlacing } from '../features/stamping/usePlacing.ts';
import { Message } from '../ui/Message.tsx';
import { storeOf } from './store.ts';
import type { PageSize } from '../ui/pictures.ts';
import { ActionButton } from './ActionButton.tsx';
import { explain } from './errors.ts';
import { PageViewer } from './PageViewer.tsx';
import { useAsk } from './queries.ts';
import { useAction } from './shortcuts.tsx';
import { useReadFirst } from './useReadFirst.ts';
import { useSay } from './words.ts';

/** What has just come onto a letter: that stamp is shown first. */
export const justStamped = storeOf<{ letter: string | null; stamp: string }>({
  letter: null,
  stamp: 'disposition',
});

interface LetterPagesProps {
  letter: Letter;
  movable?: boolean;
  /** To put another stamp. */
  onStamp?: () => void;
}

/** A letter's pages, stamped or as they came. */
export function LetterPages({ letter, movable = false, onStamp }: LetterPagesProps) {
  const say = useSay();
  const [original, setOriginal] = useState(false);
  const stamped = useAsk(
    'stamping.stamped',
    { letter: letter.id },
    { enabled: letter.document !== null, placeholderData: keepPreviousData },
  );
  const placing = usePlacing(letter.id, stamped.data?.boxes);
  useAction('undoPlace', placing.undo);
  const document = letter.document!;
  useReadFirst(document.sha256);
  const showsStamps = !original && stamped.data !== undefined;
  const shown = showsStamps ? stamped.data! : document;
  const boxes = stamped.data?.boxes;
  const nameOf = (stamp: string) => {
    const kind = StampKind.safeParse(stamp);
    if (kind.success) return say(`stamping:${kind.data}`);
    return letter.stamps?.find(({ id }) => id === stamp)?.look.template.name ?? stamp;
  };
  const canMove = movable && showsStamps && letter.cancelled === null;
  const stampsOn = (page: number, size: PageSize) => (
    <StampLayer
      boxes={boxes ?? []}
      nameOf={nameOf}
      page={page}
      size={size}
      onPlace={placing.place}
      reveal={justStamped.get().letter === letter.id ? justStamped.get().stamp : null}
    />
  );
  if (!stamped.data && !stamped.error && !original) return <div className="page-viewer" />;
  return (
    <div className="letter-pages">
      {stamped.error && <Message look="alarm">{explain(say, stamped.error)}</Message>}
      <PageViewer
        sha256={shown.sha256}
        pages={shown.pages}
        label={say(showsStamps ? 'pages:stamped' : 'pages:original')}
        beside={
          <>
            {canMove && onStamp && <ActionButton action="stamp" look="quiet" onRun={onStamp} />}
            {canMove && <ActionButton action="place" look="quiet" onRun={holdNextStamp} />}
            <ActionButton
              action="flip"
              look="quiet"
              pressed={original}
              onRun={() => setOriginal(!original)}
            />
          </>
        }
        over={canMove ? stampsOn : undefined}
      />
    </div>
  );
}

/** The focus goes to the stamps one after the other. */
function holdNextStamp() {
  const stamps = [...document.querySelectorAll<HTMLElement>('.stamp')];
  const now = stamps.indexOf(document.activeElement as HTMLElement);
  stamps[(now + 1) % stamps.length]?.focus();
}
