import { useEffect, useRef } from 'react';
import type { SearchHit } from '../../../shared/contract/search.ts';
import type { Language } from '../../../shared/contract/window.ts';
import { dayText } from '../../app/days.ts';
import { type Say, useLanguage, useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Marked } from './Marked.tsx';
import { MOST, searchView, STEP } from './search-view.ts';

interface HitsProps {
  hits: SearchHit[];
  /** Of all that were found. */
  total: number;
  chosen: SearchHit | null;
  onOpen: (letter: string) => void;
}

/** The letters found. The field above keeps the focus and moves the cursor here. */
export function Hits({ hits, total, chosen, onOpen }: HitsProps) {
  const say = useSay();
  const language = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const id = chosen?.id;
  useEffect(() => {
    if (id) list.current?.querySelector(`#hit-${id}`)?.scrollIntoView({ block: 'nearest' });
  }, [id]);
  return (
    <div className="search-hits" ref={list}>
      <div role="listbox" id="search-hits" aria-label={say('search:hits')}>
        {hits.map((hit) => (
          <Hit
            key={hit.id}
            hit={hit}
            chosen={hit.id === id}
            language={language}
            say={say}
            onOpen={onOpen}
          />
        ))}
      </div>
      {hits.length < total && hits.length < MOST && (
        <Button
          onClick={() => searchView.set({ limit: Math.min(MOST, searchView.get().limit + STEP) })}
        >
          {say('search:more')}
        </Button>
      )}
    </div>
  );
}

interface HitProps {
  hit: SearchHit;
  chosen: boolean;
  language: Language;
  say: Say;
  onOpen: (letter: string) => void;
}

function Hit({ hit, chosen, language, say, onOpen }: HitProps) {
  const { marks, snippet } = hit;
  return (
    // The keys are heard in the field above.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`hit-${hit.id}`}
      className={`search-hit ${hit.status}`}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      onClick={() => searchView.set({ chosen: hit.id })}
      onDoubleClick={() => onOpen(hit.id)}
    >
      <div className="search-hit-head">
        <b>{`${hit.agenda}/${hit.year}`}</b>
        <span>{dayText(hit.received, language)}</span>
        <span className="search-hit-number">
          {hit.number === null ? (
            say('letters:noNumber')
          ) : (
            <Marked text={hit.number} marks={marks.number} />
          )}
        </span>
        <span className={`status-mark ${hit.status}`}>{say(`status:${hit.status}`)}</span>
      </div>
      <div className="search-hit-subject">
        <Marked text={hit.subject} marks={marks.subject} />
      </div>
      <div className="soft">
        <Marked text={hit.sender} marks={marks.sender} />
      </div>
      {snippet.text !== '' && (
        <div className="search-snippet">
          <Marked text={snippet.text} marks={snippet.marks} />
          {snippet.page !== null && hit.pages > 1 && (
            <span className="soft"> {say('search:onPage', { page: snippet.page })}</span>
          )}
        </div>
      )}
    </div>
  );
}
