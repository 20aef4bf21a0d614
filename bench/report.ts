/** One figure, and how it came about. */
export interface Finding {
	/** E.g. "Resident memory, idle". */
	what: string;
	/** With its unit. */
	figure: string;
	/** Against the bare bot's in the same run. */
	ratio?: number;
	/** E.g. "under 120 MB"; left out where the figure is there to be known. */
	target?: { text: string; met: boolean };
	/** How it was made, in one sentence. */
	how: string;
}

const headings = ['what', 'figure', 'ratio', 'target', ''];

/** A plain table, a figure a line, and under it how each was made. */
export function formatReport(findings: readonly Finding[]): string {
	const rows = findings.map((finding, index) => [
		`${index + 1}. ${finding.what}`,
		finding.figure,
		finding.ratio === undefined ? '' : finding.ratio.toFixed(2),
		finding.target?.text ?? '',
		finding.target === undefined ? '' : finding.target.met ? 'ok' : 'MISSED',
	]);
	const table = [headings, ...rows];
	const widths = headings.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
	const lines = table.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
	const rule = '-'.repeat(Math.max(...lines.map((line) => line.length)));
	const notes = findings.map(({ how }, index) => `${index + 1}. ${how}`);
	return [lines[0], rule, ...lines.slice(1), '', 'How they were made:', ...notes].join('\n');
}

/** Whether every figure that has a target meets it. */
export function allMet(findings: readonly Finding[]): boolean {
	return findings.every(({ target }) => target?.met ?? true);
}

/** 1.234 ms as "1.23 ms". */
export function milliseconds(ms: number): string {
	return ms < 100 ? `${ms.toFixed(2)} ms` : `${Math.round(ms)} ms`;
}
