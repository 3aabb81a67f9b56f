import { LontarError } from '../../../shared/contract/error.ts';
import { type Command, withCore } from '../command.ts';

export const office: Command = {
  usage: 'office',
  flags: {},
  async run(_, out) {
    await withCore(async (core) => {
      const state = await core.call('office.get', {});
      if (!state) throw new LontarError('office.missing');
      out.result(state, () => [
        state.name,
        ...state.books.map(({ key, title }) => `${key}\t${title}`),
        '',
        ...state.positions.map(({ key, title, holder }) => {
          const held = holder ? [holder.acting, holder.name].filter(Boolean).join(' ') : '-';
          return `${key}\t${title}\t${held}`.trimEnd();
        }),
        '',
        ...state.instructions.map(({ key, text }) => `${key}\t${text}`),
      ]);
    });
  },
};
