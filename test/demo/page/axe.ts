import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with the page as it is now, a line for each kind of mistake with the first places it is in. */
export async function violations(page: Page): Promise<string[]> {
	// Not as a script element, which the page's own security policy would refuse.
	await page.evaluate(axe.source);
	const { violations: found } = await page.evaluate(async () => {
		const here = (globalThis as unknown as { axe: typeof axe }).axe;
		return here.run();
	});
	return found.map(({ id, nodes }) => {
		const places = nodes
			.slice(0, 3)
			.map(({ html, failureSummary }) => `${html.slice(0, 120)} ${failureSummary}`);
		return `${id}: ${places.join(' | ')}`;
	});
}
