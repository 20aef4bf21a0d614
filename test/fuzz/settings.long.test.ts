import { describeSettings } from './settings.ts';

describeSettings(3_000);
