import type { RadioSystemModule } from '#src/backends/radio-system.ts';
import { createStreamingCenterBackend } from './backend.ts';
import { streamingCenterDeclaration } from './declaration.ts';
import { createStreamingCenterSystem } from './radio-system.ts';

export const streamingCenter: RadioSystemModule = {
	declaration: streamingCenterDeclaration,
	create: createStreamingCenterBackend,
	system: createStreamingCenterSystem,
};
