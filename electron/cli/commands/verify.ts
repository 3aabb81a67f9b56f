import { type Command, withCore } from '../command.ts';
import { explainFinding, say, words } from '../words.ts';

export const verify: Command = {
  usage: 'verify',
  flags: {},
  async run(_, out) {
    return withCore(async (core) => {
      const result = await core.call('evidence.verify', {});
      out.result(result, () =>
        result.ok
          ? say(words.verified, { ...result })
          : [
              say(words.different, { count: result.findings.length }),
              ...result.findings.map(({ code, agenda, letter, data }) =>
                [
                  agenda ?? '-',
                  letter ?? '-',
                  `${explainFinding(code)} [${code}]`,
                  JSON.stringify(data),
                ].join('\t'),
              ),
            ],
      );
      return result.ok ? 0 : 1;
    });
  },
};
