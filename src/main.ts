import path from 'node:path';
import { relaunch } from './relaunch.ts';

// The process itself is run.ts; this is its launcher. Where the launch is not possible, it runs right here.
relaunch(path.join(import.meta.dirname, 'run.ts'));
const { run } = await import('./run.ts');
run();
