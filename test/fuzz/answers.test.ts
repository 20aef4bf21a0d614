import { describeAnswers } from './answers.ts';

describeAnswers(40);
