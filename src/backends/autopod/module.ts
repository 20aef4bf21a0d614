import type { RadioSystemModule } from '#src/backends/radio-system.ts';
import { createAutoPodBackend } from './backend.ts';
import { autoPodDeclaration } from './declaration.ts';
import { createAutoPodSystem } from './radio-system.ts';

export const autoPod: RadioSystemModule = {
	declaration: autoPodDeclaration,
	create: createAutoPodBackend,
	system: createAutoPodSystem,
};
