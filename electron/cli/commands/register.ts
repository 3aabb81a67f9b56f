import { RegisterLetter } from '../../../shared/contract/letters.ts';
import { agendaText } from '../../../shared/domain/letter/state.ts';
import { needed, valueOf } from '../arguments.ts';
import { type Command, letterOf, withCore } from '../command.ts';
import { say, words } from '../words.ts';
import { fieldFlags, fieldUsage, readDate, readFields } from './fields.ts';

export const register: Command = {
  usage: `register [FILE…] --sender NAME --subject TEXT [--book KEY] [--answers LETTER] ${fieldUsage}`,
  flags: { ...fieldFlags, book: { type: 'string' }, answers: { type: 'string' } },
  async run(given, out) {
    needed(given.text('sender'), '--sender', this.usage);
    needed(given.text('subject'), '--subject', this.usage);
    const received = given.text('received');
    const input = valueOf(RegisterLetter, 'book', {
      fields: readFields(given),
      ...(given.text('book') !== undefined && { book: given.text('book') }),
      ...(received !== undefined && { received: readDate(received, 'received') }),
    });
    await withCore(async (core) => {
      const { captureFiles, releaseDocument } = await import('../../core/scanning/capture.ts');
      const { sender, number } = input.fields;
      const twins = number ? await core.call('letters.duplicates', { sender, number }) : [];
      const answered = given.text('answers');
      const answers = answered === undefined ? null : await letterOf(core, answered);
      const document =
        given.words.length > 0 ? await captureFiles(core.context, given.words) : null;
      try {
        const letter = await core.call('letters.register', { ...input, document, answers });
        for (const twin of twins) {
          const agenda = agendaText({ book: twin.book, year: twin.year, number: twin.agenda });
          out.note(say(words.duplicate, { agenda }));
        }
        const kept = letter.document && {
          sha256: letter.document.sha256,
          pages: letter.document.pages,
          bytes: letter.document.bytes,
        };
        const { number: own } = letter.fields;
        const result = { id: letter.id, agenda: letter.agenda, document: kept };
        out.result(
          { ...result, ...(answers && { answers }), ...(own !== number && { number: own }) },
          () =>
            say(kept ? words.registered : words.registeredBare, {
              agenda: agendaText(letter.agenda),
              pages: kept?.pages,
            }),
        );
      } catch (error) {
        if (document) releaseDocument(core.context, document.sha256);
        throw error;
      }
    });
  },
};
