import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Fonts } from './fonts.ts';
import { cutName, directionOf, drawable } from './names.ts';
import { pictureHeight, pictureWidth } from './picture.ts';
import {
	colours,
	type EndMark,
	gridWidth,
	margin,
	type Plot,
	textSize,
	titleBaseline,
	titleSize,
} from './style.ts';

const labelGap = 14;

export interface TextLook {
	colour?: string;
	size?: number;
	bold?: boolean;
	align?: 'left' | 'center' | 'right';
	/** Clears its place, so that no line runs through it. */
	halo?: boolean;
}

/** Draws on one picture, in the style that all of them share. */
export class Brush {
	readonly ctx: SKRSContext2D;
	readonly #fonts: Fonts;

	constructor(ctx: SKRSContext2D, fonts: Fonts) {
		this.ctx = ctx;
		this.#fonts = fonts;
		ctx.fillStyle = colours.ground;
		ctx.fillRect(0, 0, pictureWidth, pictureHeight);
	}

	title(text: string, right = pictureWidth - margin): void {
		const look = { size: titleSize, bold: true };
		const shown = this.cut(text, 80, right - margin, look);
		this.text(shown, margin, titleBaseline, { ...look, colour: colours.title });
	}

	/** `y` is the baseline. */
	text(text: string, x: number, y: number, look: TextLook = {}): void {
		const { ctx } = this;
		this.#set(text, look);
		ctx.textAlign = look.align ?? 'left';
		ctx.direction = directionOf(text);
		if (look.halo === true) {
			const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = ctx.measureText(text);
			ctx.fillStyle = colours.ground;
			ctx.fillRect(x - left - 4, y - textSize + 2, left + right + 8, textSize + 3);
		}
		ctx.fillStyle = look.colour ?? colours.text;
		ctx.fillText(text, x, y);
	}

	width(text: string, look: TextLook = {}): number {
		this.#set(text, look);
		return this.ctx.measureText(text).width;
	}

	/** The text as it can be drawn, cut after `most` graphemes and to a width in pixels. */
	cut(text: string, most: number, width: number, look: TextLook = {}): string {
		return cutName(drawable(text), most, (part) => this.width(part, look) <= width);
	}

	/**
	 * Labels under the plot, each centred at its place but inside the plot; one that would touch the one before it is left out.
	 * `y` is the baseline.
	 */
	labels(
		labels: readonly { x: number; label: string }[],
		y: number,
		{ left, right }: Pick<Plot, 'left' | 'right'>,
	): void {
		let free = Number.NEGATIVE_INFINITY;
		for (const { x: wanted, label } of labels) {
			const half = this.width(label) / 2;
			const x = inside(wanted, half, left, right);
			if (x - half < free) continue;
			this.text(label, x, y, { align: 'center' });
			free = x + half + labelGap;
		}
	}

	/** A number over a point, inside the plot. */
	number(words: string, wanted: number, y: number, { left, right }: Pick<Plot, 'left' | 'right'>): void {
		const x = inside(wanted, this.width(words) / 2, left, right);
		this.text(words, x, y, { align: 'center', colour: colours.title, halo: true });
	}

	gridLine(y: number, left: number, right: number): void {
		this.line([left, y, right, y], colours.grid, gridWidth);
	}

	line(
		[fromX, fromY, toX, toY]: readonly [number, number, number, number],
		colour: string,
		width: number,
		dash: readonly number[] = [],
	): void {
		const { ctx } = this;
		ctx.strokeStyle = colour;
		ctx.lineWidth = width;
		ctx.lineCap = 'butt';
		ctx.setLineDash([...dash]);
		ctx.beginPath();
		ctx.moveTo(fromX, fromY);
		ctx.lineTo(toX, toY);
		ctx.stroke();
		ctx.setLineDash([]);
	}

	/** The sign at the end of a series. */
	mark(kind: EndMark, x: number, y: number, colour: string): void {
		const { ctx } = this;
		ctx.fillStyle = colour;
		ctx.beginPath();
		if (kind === 'disc') ctx.arc(x, y, 7, 0, 2 * Math.PI);
		else for (const [dx, dy] of corners[kind]) ctx.lineTo(x + dx, y + dy);
		ctx.closePath();
		ctx.fill();
	}

	#set(text: string, { size = textSize, bold = false }: TextLook): void {
		const { ctx } = this;
		ctx.font = `${bold ? 600 : 400} ${size}px ${this.#fonts.familiesFor(text)}`;
		ctx.fontVariantNumeric = 'tabular-nums';
	}
}

const corners = {
	square: [
		[-7, -7],
		[7, -7],
		[7, 7],
		[-7, 7],
	],
	triangle: [
		[0, -9],
		[9, 7],
		[-9, 7],
	],
	diamond: [
		[0, -10],
		[10, 0],
		[0, 10],
		[-10, 0],
	],
} as const satisfies Record<Exclude<EndMark, 'disc'>, readonly (readonly [number, number])[]>;

/** The middle nearest to the wanted one at which something so wide stays between the sides. */
export function inside(wanted: number, half: number, left: number, right: number): number {
	return Math.min(right - half, Math.max(left + half, wanted));
}
