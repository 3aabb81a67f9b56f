import { expect, test } from 'vitest';
import { sql } from '../../../electron/core/archive/sql.ts';
import { replay } from '../../../electron/core/sync/replay.ts';
import { openDesk, someFields } from '../temporary-archive.ts';

test('a disposition that the server disputes leaves nothing waiting behind', async () => {
  const { core } = await openDesk();
  const { archive } = core.context;
  const { id } = await core.call('letters.register', { fields: someFields() });
  await core.call('dispositions.give', { letter: id, from: 'sekda', to: ['asisten-1'] });
  expect(await core.call('dispositions.inbox', { position: 'asisten-1' })).toHaveLength(1);
  archive.write((writer) => {
    const rows = writer.column<number>(sql`SELECT row FROM facts ORDER BY row`);
    for (const [at, row] of rows.entries()) {
      const verdict = at === rows.length - 1 ? 'disputed' : 'applied';
      writer.run(
        sql`INSERT INTO confirmed (n, row, verdict, code) VALUES (${at + 1}, ${row}, ${verdict}, ${null})`,
      );
    }
    replay(archive, writer, `letter:${id}`);
  });
  expect(await core.call('dispositions.inbox', { position: 'asisten-1' })).toEqual([]);
  const { findings } = await core.call('evidence.verify', {});
  expect(findings.map(({ code }) => code)).not.toContain('state.waiting-differs');
});
