/** Below this much colour a pixel counts as grey. */
const leastChroma = 0.04;
/** With fewer coloured pixels than that the cover has no colour of its own. */
const leastShare = 0.05;
/** What stands out against dark and light grounds alike, at 3:1 and more. */
const lightness = { least: 0.6, most: 0.66 };
const chroma = { least: 0.06, most: 0.15 };
/** By WCAG 2: 3:1 to Discord's lightest dark ground (#313338) and to white, with room for rounding. */
const luminance = { least: 0.201, most: 0.298 };
const bins = 24;

interface Lch {
	lightness: number;
	chroma: number;
	/** Radians. */
	hue: number;
}

/**
 * The colour that a picture is remembered by, as `0xRRGGBB`: its strongest hue in OKLCH, as light and as colourful as reads well beside
 * a card. Undefined for one that is grey. `pixels`: red, green, blue and opacity, 0 to 255, as a canvas gives them.
 */
export function coverColour(pixels: ArrayLike<number>): number | undefined {
	const coloured: Lch[] = [];
	const count = Math.floor(pixels.length / 4);
	for (let at = 0; at < count; at += 1) {
		const [red = 0, green = 0, blue = 0, opacity = 0] = [0, 1, 2, 3].map(
			(part) => pixels[at * 4 + part] ?? 0,
		);
		const lch = toLch(red / 255, green / 255, blue / 255);
		if (opacity >= 128 && lch.chroma >= leastChroma) coloured.push(lch);
	}
	if (coloured.length < count * leastShare || coloured.length === 0) return undefined;
	const weights = Array.from({ length: bins }, () => 0);
	for (const one of coloured) weights[binOf(one.hue)] = (weights[binOf(one.hue)] ?? 0) + one.chroma;
	const around = (bin: number) =>
		[-1, 0, 1].reduce((sum, step) => sum + (weights[(bin + step + bins) % bins] ?? 0), 0);
	const strongest = weights.reduce((best, _, bin) => (around(bin) > around(best) ? bin : best), 0);
	const cluster = coloured.filter(({ hue }) => {
		const apart = Math.abs(binOf(hue) - strongest);
		return Math.min(apart, bins - apart) <= 1;
	});
	return toRgb(middle(cluster));
}

function binOf(hue: number): number {
	const turn = hue / (2 * Math.PI);
	return Math.floor((turn - Math.floor(turn)) * bins) % bins;
}

/** Mean of the cluster, the more colourful counting more; the mean hue is that of the summed vectors. */
function middle(cluster: readonly Lch[]): Lch {
	let [a, b, light, weight] = [0, 0, 0, 0];
	for (const one of cluster) {
		a += one.chroma * Math.cos(one.hue);
		b += one.chroma * Math.sin(one.hue);
		light += one.lightness * one.chroma;
		weight += one.chroma;
	}
	return {
		lightness: clamp(light / weight, lightness.least, lightness.most),
		chroma: clamp(weight / cluster.length, chroma.least, chroma.most),
		hue: Math.atan2(b, a),
	};
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const gamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

/** Björn Ottosson's OKLab (bottosson.github.io/posts/oklab), as the CSS standard has it. */
function toLch(red: number, green: number, blue: number): Lch {
	const [r, g, b] = [linear(red), linear(green), linear(blue)];
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	const first = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const second = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	return {
		lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		chroma: Math.hypot(first, second),
		hue: Math.atan2(second, first),
	};
}

/** Of what no screen shows, the most colourful that one does; darker or lighter where it would not stand out. */
function toRgb(colour: Lch): number {
	let { chroma: strength, lightness: light } = colour;
	for (;;) {
		const parts = linearParts({ ...colour, chroma: strength, lightness: light });
		const [red = 0, green = 0, blue = 0] = parts;
		const shine = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
		if (strength > 0 && parts.some((part) => part < -0.0005 || part > 1.0005)) strength -= 0.005;
		else if (shine > luminance.most) light -= 0.005;
		else if (shine < luminance.least) light += 0.005;
		else return parts.reduce((sum, part) => sum * 256 + Math.round(gamma(clamp(part, 0, 1)) * 255), 0);
	}
}

function linearParts({ lightness: light, chroma: strength, hue }: Lch): number[] {
	const [first, second] = [strength * Math.cos(hue), strength * Math.sin(hue)];
	const l = (light + 0.3963377774 * first + 0.2158037573 * second) ** 3;
	const m = (light - 0.1055613458 * first - 0.0638541728 * second) ** 3;
	const s = (light - 0.0894841775 * first - 1.291485548 * second) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
	];
}
