/** Every picture brings its own dark ground, so that it reads the same in dark and in light themes. */
export const colours = {
	ground: '#171A20',
	grid: '#2F3540',
	title: '#F1F3F6',
	text: '#A9B0BC',
	limit: '#FFFFFF',
} as const;

export type EndMark = 'disc' | 'square' | 'triangle' | 'diamond';

/** Hue, dash and mark all differ: in greyscale and to every kind of eye the series stay apart. */
export const seriesStyles = [
	{ colour: '#3FA2E6', dash: [], mark: 'disc' },
	{ colour: '#E9A6C9', dash: [12, 7], mark: 'square' },
	{ colour: '#E69F00', dash: [3, 6], mark: 'triangle' },
	{ colour: '#FAF7E6', dash: [14, 6, 3, 6], mark: 'diamond' },
] as const satisfies readonly { colour: string; dash: readonly number[]; mark: EndMark }[];

/** Pictures are seen at a third of their size: no text is smaller than this. */
export const textSize = 22;
export const titleSize = 26;
export const lineWidth = 4;
export const gridWidth = 2;
export const leastBar = 14;
export const margin = 28;
/** Holds the names of the series. */
export const nameMargin = 148;
export const titleBaseline = 50;

/** The box in which values are drawn. */
export interface Plot {
	left: number;
	right: number;
	top: number;
	bottom: number;
}
