import { parseArgs } from 'node:util';
import { type Faults, NO_FAULTS } from './faults.ts';
import { startEsclSimulator } from './simulator.ts';

/**
 * `node tests/escl-simulator/run.ts [--port N] [--sheets N] [--tls one|two] [--fault NAME=JSON]…`
 * says its address and runs until it is ended: a scanner to try things on by hand.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    sheets: { type: 'string' },
    tls: { type: 'string' },
    fault: { type: 'string', multiple: true, default: [] },
  },
});
const faults = Object.fromEntries(
  values.fault.map((text) => {
    const [name = '', value = 'null'] = text.split(/=(.*)/s);
    if (!Object.hasOwn(NO_FAULTS, name)) throw new Error(`no such fault: ${name}`);
    return [name, JSON.parse(value)];
  }),
) as Partial<Faults>;
const simulator = await startEsclSimulator({
  faults,
  ...(values.port !== undefined && { port: Number(values.port) }),
  ...(values.sheets !== undefined && { sheets: Number(values.sheets) }),
  ...(values.tls !== undefined && { certificate: values.tls === 'two' ? 'two' : 'one' }),
});
process.stdout.write(`${simulator.url}\n`);
