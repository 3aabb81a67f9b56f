import type { Facet, SearchAnswer } from '../../../shared/contract/search.ts';
import { countText } from '../../app/days.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { ask, narrowed } from './search-view.ts';

const statusWords: Record<string, string> = {
  registered: 'belum-disposisi',
  disposed: 'disposisi',
  finished: 'selesai',
  cancelled: 'batal',
};

/** How many hits are of each year, sender, unit and status; one press narrows the query. */
export function Facets({ query, answer }: { query: string; answer: SearchAnswer }) {
  const say = useSay();
  const { years, senders, units, statuses } = answer.facets;
  const { more } = answer;
  const named = statuses.map((one) => ({
    ...one,
    value: statusWords[one.value] ?? one.value,
    label: say(`status:${one.value as 'registered'}`),
  }));
  const groups = [
    { title: say('search:byYear'), field: 'diterima', facets: years },
    { title: say('search:byStatus'), field: 'status', facets: named },
    { title: say('search:bySender'), field: 'dari', facets: senders },
    { title: say('search:byUnit'), field: 'unit', facets: units },
  ];
  return (
    <nav className="search-facets" aria-label={say('search:narrow')}>
      {groups.map(
        ({ title, field, facets }) =>
          facets.length > 0 && (
            <section key={field}>
              <h2>{title}</h2>
              {facets.map((facet) => (
                <FacetButton
                  key={facet.value}
                  query={query}
                  field={field}
                  facet={facet}
                  more={more}
                />
              ))}
            </section>
          ),
      )}
    </nav>
  );
}

interface FacetButtonProps {
  query: string;
  field: string;
  facet: Facet;
  more: boolean;
}

function FacetButton({ query, field, facet, more }: FacetButtonProps) {
  const language = useLanguage();
  const count = countText(facet.count, language);
  return (
    <button
      type="button"
      className="search-facet"
      title={facet.label}
      onClick={() => ask(narrowed(query, field, facet.value))}
    >
      <span>{facet.label}</span>
      <span className="soft">{more ? `≥ ${count}` : count}</span>
    </button>
  );
}
