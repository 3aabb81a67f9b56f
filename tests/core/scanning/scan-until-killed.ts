import { openCore } from '../../../electron/core/core.ts';
import { resources } from '../../faults/desk.ts';

/** `scan-until-killed.ts HOME`: scans from the test driver's feeder and says each page that is safe. */
const core = await openCore({ home: process.argv[2]!, resources });
await core.call(
  'scanning.scan',
  { device: 'test:0', feeder: true, resolution: 75, mode: 'gray' },
  {
    progress: (value) => {
      if ((value as { step: string }).step === 'kept') process.stdout.write('kept\n');
    },
  },
);
