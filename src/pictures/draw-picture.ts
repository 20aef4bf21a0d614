import { createCanvas } from '@napi-rs/canvas';
import { Brush } from './brush.ts';
import { drawDayBars } from './day-bars.ts';
import type { Fonts } from './fonts.ts';
import { drawHourHeatMap } from './hour-heat-map.ts';
import { drawLineChart } from './line-chart.ts';
import { type Picture, pictureHeight, pictureWidth } from './picture.ts';
import { drawRankingBars } from './ranking-bars.ts';

/** The picture as a PNG. Takes milliseconds of processor time: it has its place in a thread of its own. */
export function drawPicture(picture: Picture, fonts: Fonts): Buffer {
	const canvas = createCanvas(pictureWidth, pictureHeight);
	draw(new Brush(canvas.getContext('2d', { alpha: false }), fonts), picture);
	return canvas.toBuffer('image/png');
}

function draw(brush: Brush, picture: Picture): void {
	switch (picture.kind) {
		case 'lines':
			drawLineChart(brush, picture);
			return;
		case 'ranking':
			drawRankingBars(brush, picture);
			return;
		case 'days':
			drawDayBars(brush, picture);
			return;
		case 'hours':
			drawHourHeatMap(brush, picture);
			return;
	}
}
