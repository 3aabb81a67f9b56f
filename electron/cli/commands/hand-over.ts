import { LontarError } from '../../../shared/contract/error.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import { needed } from '../arguments.ts';
import { type Command, letterOf, type Out, withCore } from '../command.ts';
import { officeKeys } from '../office-keys.ts';
import { say, words } from '../words.ts';
import { readDate } from './fields.ts';

export const handOver: Command = {
  usage: 'hand-over LETTER --to POSITION --receiver NAME [--signature FILE]',
  flags: { to: { type: 'string' }, receiver: { type: 'string' }, signature: { type: 'string' } },
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    const to = needed(given.text('to'), '--to', this.usage);
    const receiver = needed(given.text('receiver'), '--receiver', this.usage);
    const file = given.text('signature');
    await withCore(async (core) => {
      const { position } = await officeKeys(core);
      const input = { letter: await letterOf(core, text), to: position(to), receiver };
      const taken =
        file === undefined ? null : await core.call('scanning.import', { files: [file] });
      const [refused] = taken?.refused ?? [];
      if (refused) throw new LontarError(refused.error.code, refused.error.data);
      const signature = taken?.documents[0] ?? null;
      try {
        const letter = await core.call('letters.handOver', { ...input, signature });
        const { id, agenda, handovers } = letter;
        const last = handovers.at(-1)!;
        out.result({ id, agenda, handover: last }, () =>
          say(words.handedOver, {
            agenda: agendaText(agenda),
            to: last.to.title,
            receiver: last.receiver,
          }),
        );
      } catch (error) {
        if (signature) await core.call('scanning.discardDraft', { sha256: signature.sha256 });
        throw error;
      }
    });
  },
};

export const lend: Command = {
  usage: 'lend LETTER --to NAME [--until DATE]',
  flags: { to: { type: 'string' }, until: { type: 'string' } },
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    const borrower = needed(given.text('to'), '--to', this.usage);
    const until = given.text('until');
    await withCore(async (core) => {
      const letter = await letterOf(core, text);
      const day = until === undefined ? null : readDate(until, 'until');
      tell(out, await core.call('letters.lend', { letter, borrower, until: day }));
    });
  },
};

export const bringBack: Command = {
  usage: 'bring-back LETTER',
  flags: {},
  async run(given, out) {
    const text = needed(given.words[0], 'LETTER', this.usage);
    await withCore(async (core) => {
      tell(out, await core.call('letters.bringBack', { letter: await letterOf(core, text) }));
    });
  },
};

function tell(out: Out, letter: Letter): void {
  const { id, agenda, loan } = letter;
  const status = words.status[statusOf(letter)];
  out.result({ id, agenda, loan }, () => say(words.acted, { agenda: agendaText(agenda), status }));
}
