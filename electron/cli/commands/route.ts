import type { OperationName } from '../../../shared/contract/api.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { statusOf } from '../../../shared/domain/letter/routing.ts';
import { agendaText, type Letter } from '../../../shared/domain/letter/state.ts';
import type { Core } from '../../core/core.ts';
import { type Given, needed } from '../arguments.ts';
import { type Command, letterOf, type Out, withCore } from '../command.ts';
import { lettersOf, tellMany } from '../many.ts';
import { officeKeys } from '../office-keys.ts';
import { say, words } from '../words.ts';

type Flags = Command['flags'];
type Asked = Record<string, unknown>;

interface Step {
  name: string;
  usage: string;
  flags: Flags;
  operation: Extract<OperationName, `dispositions.${string}`>;
  /** The step's own part of the input. */
  read(given: Given, core: Core, usage: string): Promise<Asked> | Asked;
}

/** What all steps of a disposition's way share: a letter, who acts, and which disposition is meant. */
function step({ name, usage, flags, operation, read }: Step): Command {
  return {
    usage: `${name} LETTER --from POSITION ${usage}[--disposition ID]`,
    flags: { from: { type: 'string' }, disposition: { type: 'string' }, ...flags },
    async run(given, out) {
      const text = needed(given.words[0], 'LETTER', this.usage);
      const from = needed(given.text('from'), '--from', this.usage);
      await withCore(async (core) => {
        const { position } = await officeKeys(core);
        const disposition = given.text('disposition');
        const letter = (await core.call(operation as string, {
          letter: await letterOf(core, text),
          position: position(from),
          ...(disposition !== undefined && { disposition }),
          ...(await read(given, core, this.usage)),
        })) as Letter;
        tell(out, letter);
      });
    },
  };
}

function tell(out: Out, letter: Letter): void {
  const { id, agenda, dispositions } = letter;
  const status = statusOf(letter);
  out.result({ id, agenda, status, dispositions }, () =>
    say(words.acted, { agenda: agendaText(agenda), status: words.status[status] }),
  );
}

const text = { type: 'string' } as const;
const reason = (given: Given, _: Core, usage: string) => ({
  reason: needed(given.text('reason'), '--reason', usage),
});
const note = (given: Given) => ({ note: given.text('note') ?? '' });

const forwardOne = step({
  name: 'forward',
  usage: '--to POSITION… [--note TEXT] ',
  flags: { to: { type: 'string', multiple: true }, note: text },
  operation: 'dispositions.forward',
  async read(given, core, usage) {
    needed(given.all('to')[0], '--to', usage);
    const { position } = await officeKeys(core);
    return { ...note(given), to: given.all('to').map(position) };
  },
});

/** One letter's task, or those of many letters at once. */
export const forward: Command = {
  ...forwardOne,
  usage: forwardOne.usage.replace('LETTER', 'LETTER…'),
  async run(given, out) {
    if (given.words.length < 2) return forwardOne.run.call(this, given, out);
    const from = needed(given.text('from'), '--from', this.usage);
    needed(given.all('to')[0], '--to', this.usage);
    if (given.text('disposition') !== undefined) {
      throw new LontarError('usage.too-many', { what: '--disposition', usage: this.usage });
    }
    return withCore(async (core) => {
      const { position } = await officeKeys(core);
      const letters = await lettersOf(core, given.words);
      const to = given.all('to').map(position);
      const asked = { letters, position: position(from), to, ...note(given) };
      return tellMany(out, await core.call('bulk.forward', asked));
    });
  },
};

export const recall = step({
  name: 'recall',
  usage: '--reason TEXT ',
  flags: { reason: text },
  operation: 'dispositions.recall',
  read: reason,
});

export const giveBack = step({
  name: 'return',
  usage: '--reason TEXT ',
  flags: { reason: text },
  operation: 'dispositions.return',
  read: reason,
});

export const followUp = step({
  name: 'follow-up',
  usage: '--text TEXT [--attach FILE…] ',
  flags: { text, attach: { type: 'string', multiple: true } },
  operation: 'dispositions.followUp',
  async read(given, core, usage) {
    const report = needed(given.text('text'), '--text', usage);
    const files = given.all('attach');
    if (files.length === 0) return { text: report };
    const { documents, refused } = await core.call('scanning.import', { files, together: false });
    const [wrong] = refused;
    if (!wrong) return { text: report, attachments: documents };
    for (const { sha256 } of documents) await core.call('scanning.discardDraft', { sha256 });
    throw new LontarError(wrong.error.code, wrong.error.data);
  },
});

export const complete = step({
  name: 'complete',
  usage: '[--by receiver|giver] [--note TEXT] ',
  flags: { by: text, note: text },
  operation: 'dispositions.complete',
  read(given) {
    const by = given.text('by');
    if (by !== undefined && by !== 'receiver' && by !== 'giver') {
      throw new LontarError('usage.value', {
        flag: '--by',
        value: by,
        expected: 'receiver, giver',
      });
    }
    return { ...note(given), ...(by !== undefined && { as: by }) };
  },
});

export const reopen = step({
  name: 'reopen',
  usage: '[--task POSITION] --reason TEXT ',
  flags: { task: text, reason: text },
  operation: 'dispositions.reopen',
  async read(given, core, usage) {
    const task = given.text('task');
    const { position } = await officeKeys(core);
    return { ...reason(given, core, usage), ...(task !== undefined && { task: position(task) }) };
  },
});
