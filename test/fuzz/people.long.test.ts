import { describePeople } from './people.ts';

describePeople(2_500);
