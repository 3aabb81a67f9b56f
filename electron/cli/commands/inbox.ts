import { dayInWords } from '../../../shared/domain/dates.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { type Command, withCore } from '../command.ts';
import { officeKeys } from '../office-keys.ts';
import { say, words } from '../words.ts';

export const inbox: Command = {
  usage: 'inbox [POSITION]',
  flags: {},
  async run(given, out) {
    const wanted = given.words[0];
    await withCore(async (core) => {
      if (wanted === undefined) {
        const all = await core.call('dispositions.waiting', {});
        out.result(all, () => [
          ...all.positions.map((one) => say(words.waitingLine, { ...one })),
          say(words.undisposed, { count: all.undisposed }),
        ]);
        return;
      }
      const { position } = await officeKeys(core);
      const key = position(wanted);
      const items = await core.call('dispositions.inbox', { position: key });
      out.result({ position: key, items }, () =>
        items.length === 0
          ? say(words.inboxEmpty, { position: wanted })
          : items.map(({ letter, due, from, instructions }) =>
              say(words.inboxLine, {
                agenda: agendaText({ book: letter.book, year: letter.year, number: letter.agenda }),
                due: due === null ? '' : dayInWords(due),
                from,
                sender: letter.sender,
                subject: letter.subject,
                instructions,
              }),
            ),
      );
    });
  },
};
