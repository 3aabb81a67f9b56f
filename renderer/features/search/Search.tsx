import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { SearchAnswer, SearchHit } from '../../../shared/contract/search.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { countText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useAsk } from '../../app/queries.ts';
import { useAction } from '../../app/shortcuts.tsx';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Empty, Message } from '../../ui/Message.tsx';
import '../../ui/field.css';
import { Facets } from './Facets.tsx';
import { Hits } from './Hits.tsx';
import { Preview } from './Preview.tsx';
import { Saved } from './Saved.tsx';
import { ask, searchView } from './search-view.ts';
import { Understood } from './Understood.tsx';
import './search.css';

interface SearchProps {
  onOpen: (letter: string) => void;
  onBack: () => void;
}

/** Finds any letter by what is in it: results while one types, what they are of, the page beside. */
export function Search({ onOpen, onBack }: SearchProps) {
  const say = useSay();
  const view = searchView.use();
  const { query, sort, limit } = view;
  const found = useAsk(
    'search.find',
    { query, sort, limit, typing: true },
    { placeholderData: keepPreviousData, gcTime: 10_000 },
  );
  const answer = found.data;
  const hits = answer?.hits ?? [];
  const chosen = hits.find(({ id }) => id === view.chosen) ?? hits[0] ?? null;
  useAction('open', chosen ? () => onOpen(chosen.id) : null);
  useAction('back', onBack);
  return (
    <section className="search-screen" aria-label={say('search:title')}>
      <h1 className="only-read">{say('search:title')}</h1>
      <Bar answer={answer} hits={hits} chosen={chosen} onOpen={onOpen} onBack={onBack} />
      {found.error && <Message look="alarm">{explain(say, found.error)}</Message>}
      {answer && <Understood query={query} answer={answer} />}
      <div className="search-parts" aria-busy={found.isPlaceholderData || found.isPending}>
        <div className="search-side">
          <Saved />
          {answer && <Facets query={query} answer={answer} />}
        </div>
        {answer && hits.length === 0 ? (
          <Empty
            title={say(query.trim() === '' ? 'letters:emptyTitle' : 'search:nothing')}
            text={say('search:help')}
          />
        ) : (
          <Hits hits={hits} total={answer?.total ?? 0} chosen={chosen} onOpen={onOpen} />
        )}
        <div className="search-preview">{chosen && <Preview hit={chosen} query={query} />}</div>
      </div>
    </section>
  );
}

interface BarProps extends SearchProps {
  answer: SearchAnswer | undefined;
  hits: SearchHit[];
  chosen: SearchHit | null;
}

function Bar({ answer, hits, chosen, onOpen, onBack }: BarProps) {
  const say = useSay();
  const field = useRef<HTMLInputElement>(null);
  const { query, sort } = searchView.use();
  const save = useCommand('search.save', {
    onDone: () => notify({ text: say('search:kept'), look: 'done' }),
  });
  const focus = () => {
    field.current?.focus();
    field.current?.select();
  };
  useAction('search', focus);
  useAction('filter', focus);
  useEffect(focus, []);

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.ctrlKey || event.altKey) return;
    const at = chosen ? hits.indexOf(chosen) : -1;
    const next = { ArrowDown: hits[at + 1], ArrowUp: hits[at - 1] }[event.key];
    if (next) searchView.set({ chosen: next.id });
    else if (event.key === 'Enter') {
      if (chosen) onOpen(chosen.id);
    } else if (event.key === 'Escape') {
      if (query === '') onBack();
      else ask('');
    } else if (!event.key.startsWith('Arrow') || event.key.length > 'ArrowDown'.length) return;
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') event.preventDefault();
  }

  return (
    <div className="search-bar" role="search">
      <input
        ref={field}
        className="input search-field"
        type="text"
        role="combobox"
        aria-label={say('search:field')}
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={chosen ? `hit-${chosen.id}` : undefined}
        aria-keyshortcuts="Control+K"
        placeholder={say('search:hint')}
        value={query}
        onChange={(event) => ask(event.target.value)}
        onKeyDown={press}
      />
      <Count answer={answer} />
      <ActionButton
        action="searchSort"
        look="quiet"
        label={say(`search:${sort}`)}
        onRun={() => searchView.set({ sort: sort === 'newest' ? 'relevance' : 'newest' })}
      />
      <ActionButton
        action="keepSearch"
        look="quiet"
        disabled={query.trim() === ''}
        onRun={() =>
          save.mutate({ name: query.trim().slice(0, 80), query: query.trim().slice(0, 2000) })
        }
      />
    </div>
  );
}

function Count({ answer }: { answer: SearchAnswer | undefined }) {
  const say = useSay();
  const language = useLanguage();
  const n = countText(answer?.total ?? 0, language);
  return (
    <span className="search-count" role="status">
      {answer && say(answer.more ? 'search:moreThan' : 'letters:howMany', { n })}
    </span>
  );
}
