import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readJobsIn } from '../../../electron/core/printing/ipp.ts';

const attribute = (tag: number, name: string, value: Buffer) =>
  Buffer.concat([
    Buffer.from([tag, 0, name.length]),
    Buffer.from(name),
    Buffer.from([0, value.length]),
    value,
  ]);
const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
/** RFC 8010, 3.1: version, status, request, groups. */
const answer = Buffer.concat([
  Buffer.from([1, 1, 0, 0, 0, 0, 0, 1, 0x01]),
  attribute(0x47, 'attributes-charset', Buffer.from('utf-8')),
  Buffer.from([0x02]),
  attribute(0x21, 'job-id', number(7)),
  attribute(0x23, 'job-state', number(8)),
  attribute(0x44, 'job-state-reasons', Buffer.from('aborted-by-system')),
  attribute(0x44, '', Buffer.from('printer-stopped')),
  Buffer.from([0x02]),
  attribute(0x21, 'job-id', number(8)),
  attribute(0x23, 'job-state', number(9)),
  Buffer.from([0x03]),
]);

test('jobs are read with their state and all their reasons', () => {
  expect(readJobsIn(answer)).toEqual([
    { id: 7, state: 8, reasons: ['aborted-by-system', 'printer-stopped'], message: '' },
    { id: 8, state: 9, reasons: [], message: '' },
  ]);
});

test('an answer cut off or changed is read or refused, and never anything else', () => {
  const change = fc.record({
    cut: fc.integer({ min: 0, max: answer.length }),
    at: fc.nat(answer.length - 1),
    to: fc.nat(255),
  });
  fc.assert(
    fc.property(change, ({ cut, at, to }) => {
      const bytes = Buffer.from(answer.subarray(0, cut));
      if (at < bytes.length) bytes[at] = to;
      try {
        expect(Array.isArray(readJobsIn(bytes))).toBe(true);
      } catch (error) {
        expect((error as { code: string }).code).toBe('print.no-system');
      }
    }),
    { numRuns: 500 },
  );
});
