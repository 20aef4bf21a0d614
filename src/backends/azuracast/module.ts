import type { RadioSystemModule } from '#src/backends/radio-system.ts';
import { createAzuraCastBackend } from './backend.ts';
import { azuraCastDeclaration } from './declaration.ts';
import { createAzuraCastSystem } from './radio-system.ts';

export const azuraCast: RadioSystemModule = {
	declaration: azuraCastDeclaration,
	create: createAzuraCastBackend,
	system: createAzuraCastSystem,
};
