import { Search } from '../../features/search/Search.tsx';
import { go } from '../places.ts';

export default function SearchScreen() {
  return (
    <Search onOpen={(letter) => go({ at: 'letter', letter })} onBack={() => go({ at: 'agenda' })} />
  );
}
