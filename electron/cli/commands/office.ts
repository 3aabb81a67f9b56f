import { LontarError } from '../../../shared/contract/error.ts';
import { NumberTemplate, PublicUrl } from '../../../shared/contract/office.ts';
import { needed, valueOf } from '../arguments.ts';
import { type Command, withCore } from '../command.ts';

export const office: Command = {
  usage:
    "office [--book KEY --template '{kode}/{nomor:3}/Setda/{bulan}/{tahun}'] [--public-url https://surat.kota.go.id]",
  flags: {
    book: { type: 'string' },
    template: { type: 'string' },
    'public-url': { type: 'string' },
  },
  async run(given, out) {
    const template = valueOf(NumberTemplate.optional(), 'template', given.text('template'));
    const url = valueOf(PublicUrl.optional(), 'public-url', given.text('public-url'));
    await withCore(async (core) => {
      if (url !== undefined) await core.call('office.setPublicUrl', { url });
      if (template !== undefined) {
        const key = needed(given.text('book'), '--book', this.usage);
        await core.call('office.setNumberTemplate', { key, template });
      }
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
