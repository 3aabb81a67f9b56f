import { AskSearch } from '../../../shared/contract/search.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';
import { officeKeys } from '../office-keys.ts';
import { explainProblem, say, words } from '../words.ts';

export const search: Command = {
  usage: 'search QUERY [--limit N] [--newest] [--as POSITION]',
  flags: {
    limit: { type: 'string' },
    newest: { type: 'boolean' },
    as: { type: 'string' },
  },
  async run(given, out) {
    const query = given.words.join(' ');
    const limit = given.text('limit');
    const position = given.text('as');
    const asked = {
      query,
      sort: given.is('newest') ? ('newest' as const) : ('relevance' as const),
      limit: valueOf(AskSearch.shape.limit, 'limit', limit === undefined ? 50 : Number(limit)),
    };
    await withCore(async (core) => {
      const as = position === undefined ? null : (await officeKeys(core)).position(position);
      const answer = await core.call('search.find', { ...asked, as });
      const hits = answer.hits.map(({ book, year, agenda, snippet, marks, ...hit }) => ({
        ...hit,
        agenda: { book, year, number: agenda },
        snippet: snippet.text,
        page: snippet.page,
        marks: { ...marks, snippet: snippet.marks },
      }));
      for (const { code, at, data } of answer.problems) {
        out.note(explainProblem(code, { ...data, piece: query.slice(...at) }));
      }
      for (const { word, near } of answer.alsoSought) {
        out.note(say(words.alsoSought, { word, near }));
      }
      out.result({ ...answer, hits }, () => [
        say(answer.more ? words.foundMore : words.found, { ...answer }),
        ...hits.flatMap((hit) => [
          say(words.hit, { ...hit, agenda: agendaText(hit.agenda) }),
          ...(hit.snippet === '' ? [] : [`    ${hit.snippet}`]),
        ]),
      ]);
    });
  },
};
