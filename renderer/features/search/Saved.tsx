import { useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { ask } from './search-view.ts';

/** Searches kept on this desk. */
export function Saved() {
  const say = useSay();
  const saved = useAsk('search.saved', {});
  const forget = useCommand('search.forget');
  if (!saved.data || saved.data.length === 0) return null;
  return (
    <section className="search-saved" aria-label={say('search:saved')}>
      <h2>{say('search:saved')}</h2>
      {saved.data.map(({ name, query }) => (
        <div key={name} className="search-saved-line">
          <button type="button" className="search-facet" title={query} onClick={() => ask(query)}>
            <span>{name}</span>
          </button>
          <button
            type="button"
            className="search-forget"
            aria-label={say('search:forget', { name })}
            title={say('search:forget', { name })}
            onClick={() => forget.mutate({ name })}
          >
            ×
          </button>
        </div>
      ))}
    </section>
  );
}
