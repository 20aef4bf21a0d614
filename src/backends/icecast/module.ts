import type { RadioSystemModule } from '#src/backends/radio-system.ts';
import { createIcecastBackend } from './backend.ts';
import { icecastDeclaration } from './declaration.ts';
import { createIcecastSystem } from './radio-system.ts';

export const icecast: RadioSystemModule = {
	declaration: icecastDeclaration,
	create: createIcecastBackend,
	system: createIcecastSystem,
};
