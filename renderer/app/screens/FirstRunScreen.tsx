import { FirstRun } from '../../features/office/FirstRun.tsx';
import { CoreState } from '../CoreState.tsx';
import { Mark } from '../Mark.tsx';
import { keyOf, queries } from '../queries.ts';
import '../desk.css';

export default function FirstRunScreen() {
  return (
    <main className="first-run">
      <CoreState error={null} />
      <FirstRun
        mark={<Mark />}
        onFounded={(office) => queries.setQueryData(keyOf('office.get', {}), office)}
      />
    </main>
  );
}
