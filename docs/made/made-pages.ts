import { commandsPage } from './commands-page.ts';
import { openHouse } from './open-house.ts';
import { permissionsPage } from './permissions-page.ts';

/** The pages of `docs/` that are made from the code, by file name. */
export async function madePages(): Promise<Map<string, string>> {
	const house = await openHouse();
	return new Map([
		['commands.md', commandsPage(house)],
		['permissions.md', permissionsPage(house)],
	]);
}
