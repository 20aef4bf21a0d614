import { describePeople } from './people.ts';

describePeople(25);
