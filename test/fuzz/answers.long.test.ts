import { describeAnswers } from './answers.ts';

// 116 rows and more, each with as many answers.
describeAnswers(5_000);
