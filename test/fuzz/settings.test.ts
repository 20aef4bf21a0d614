import { describeSettings } from './settings.ts';

describeSettings(100);
