import type { Page } from 'playwright-core';

/** What of the gallery reaches beyond the window, or beyond its own box without a way to scroll there. */
export async function overflow(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		// The edge of a piece of code at the end of a line, which no text reaches.
		const ragged = 4;
		const isHidden = (element: Element) => element.closest('.for-screen-readers') !== null;
		const scrolls = (element: Element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
		const cut = (element: Element) =>
			element.scrollWidth > element.clientWidth + ragged && getComputedStyle(element).display !== 'inline';
		const about = (element: Element, why: string) => {
			const caption = element.closest('figure')?.querySelector('figcaption')?.textContent ?? '';
			return `${why}: ${element.tagName}.${element.className} in "${caption}"`;
		};
		const boxes = [...document.querySelectorAll('main *')].filter(
			(element) => !isHidden(element) && element.closest('pre') === null,
		);
		const beyond = boxes.filter((element) => element.getBoundingClientRect().right > innerWidth + 1);
		const burst = boxes.filter(
			(element) =>
				element.closest('.container, .form-figure') !== null &&
				!(element instanceof HTMLImageElement) &&
				// Only elements with boxes of their own have a width.
				element.clientWidth > 0 &&
				cut(element) &&
				!scrolls(element),
		);
		return [
			...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
			...beyond.slice(0, 5).map((element) => about(element, 'beyond the window')),
			...burst.slice(0, 5).map((element) => about(element, 'beyond its box')),
		];
	});
}
