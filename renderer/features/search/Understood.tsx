import type { SearchAnswer } from '../../../shared/contract/search.ts';
import { useSay } from '../../app/words.ts';

/** What of the query was understood, what was not and where, and what was sought besides. */
export function Understood({ query, answer }: { query: string; answer: SearchAnswer }) {
  const say = useSay();
  const { understood, problems, alsoSought } = answer;
  return (
    <div className="search-said" role="status">
      {problems.map(({ code, at, data }) => {
        const piece = query.slice(...at);
        return (
          <p key={`${code} ${at[0]}`} className="search-problem">
            <code>
              {query.slice(Math.max(0, at[0] - 16), at[0])}
              <mark>{piece}</mark>
              {query.slice(at[1], at[1] + 16)}
            </code>
            <span>
              {say(`searchProblems:${code}`, { piece, ...data, known: listed(data.known) })}
            </span>
          </p>
        );
      })}
      {problems.length > 0 && understood !== null && (
        <p className="soft">{say('search:understood', { understood })}</p>
      )}
      {alsoSought.map(({ word, near }) => (
        <p key={word}>{say('search:alsoSought', { word, near: near.join(', ') })}</p>
      ))}
    </div>
  );
}

const listed = (known: unknown) => (Array.isArray(known) ? known.join(', ') : '');
