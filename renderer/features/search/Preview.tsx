import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundPlaces, SearchHit } from '../../../shared/contract/search.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useLater } from '../../app/useLater.ts';
import { useSay } from '../../app/words.ts';
import { Empty, Message } from '../../ui/Message.tsx';
import { pictureAddress } from '../../ui/pictures.ts';

/** The page with the words sought, and where on it they stand. */
export function Preview({ hit, query }: { hit: SearchHit; query: string }) {
  const say = useSay();
  // Running down the list draws no page that is passed by.
  const letter = useLater(hit.id, 120);
  const later = useLater(query, 250);
  const places = useAsk(
    'search.places',
    { letter, query: later, typing: true },
    { placeholderData: keepPreviousData },
  );
  if (places.error) return <Message look="alarm">{explain(say, places.error)}</Message>;
  if (!places.data) return null;
  if (places.data.sha256 === null) {
    return <Empty title={say('letters:noPagesTitle')} text={say('letters:noPagesText')} />;
  }
  return (
    <Pages key={`${letter} ${places.data.page}`} sha256={places.data.sha256} places={places.data} />
  );
}

function Pages({ sha256, places }: { sha256: string; places: FoundPlaces }) {
  const say = useSay();
  const [page, setPage] = useState(Math.min(places.page, places.pages));
  const sizes = useAsk('pages.sizes', { sha256 });
  const size = sizes.data?.[page - 1];
  if (sizes.error) return <Message look="alarm">{explain(say, sizes.error)}</Message>;
  return (
    <>
      <div className="page-bar">
        <span className="soft">{say('pages:page', { page, pages: places.pages })}</span>
        <ActionButton
          action="previousPage"
          look="quiet"
          sign="↑"
          disabled={page === 1}
          onRun={() => setPage(page - 1)}
        />
        <ActionButton
          action="nextPage"
          look="quiet"
          sign="↓"
          disabled={page === places.pages}
          onRun={() => setPage(page + 1)}
        />
      </div>
      {/* It scrolls, so it takes the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        className="search-page-frame"
        role="region"
        aria-label={say('search:preview')}
        tabIndex={0}
      >
        {size && (
          <div className="search-page" style={{ aspectRatio: `${size.width} / ${size.height}` }}>
            <img
              src={pictureAddress(sha256, page, 960)}
              alt={say('pages:page', { page, pages: places.pages })}
              draggable={false}
            />
            {places.boxes
              .filter((box) => box.page === page)
              .map(({ x, y, width, height }) => (
                <span
                  key={`${x} ${y}`}
                  className="search-box"
                  style={{
                    left: part(x, size.width),
                    top: part(y, size.height),
                    width: part(width, size.width),
                    height: part(height, size.height),
                  }}
                />
              ))}
          </div>
        )}
      </div>
    </>
  );
}

const part = (value: number, whole: number) => `${(value / whole) * 100}%`;
