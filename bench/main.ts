import { measureAcknowledgement } from './acknowledgement.ts';
import { measureCalls } from './calls.ts';
import { chooseMeasurements, type MeasurementName, usage } from './choose-measurements.ts';
import { measureGuilds } from './guilds.ts';
import { measureLive } from './live.ts';
import { measureMedia } from './media.ts';
import { measurePictures } from './pictures.ts';
import { measurePosts } from './posts.ts';
import { allMet, type Finding, formatReport } from './report.ts';
import { runToEnd } from './run-to-end.ts';
import { measureSearch } from './search.ts';
import { measureStart } from './start.ts';
import { measureStations } from './stations.ts';
import { measureStore } from './store.ts';
import { measureStorm } from './storm.ts';
import { measureUpload } from './upload.ts';

const measurements: Readonly<Record<MeasurementName, () => Promise<Finding[]>>> = {
	acknowledgement: measureAcknowledgement,
	calls: measureCalls,
	guilds: measureGuilds,
	live: measureLive,
	media: measureMedia,
	pictures: measurePictures,
	posts: measurePosts,
	search: measureSearch,
	start: measureStart,
	stations: measureStations,
	store: measureStore,
	storm: measureStorm,
	upload: measureUpload,
};

async function main(): Promise<number> {
	const choice = chooseMeasurements(process.argv.slice(2));
	if (choice.kind === 'help') {
		process.stdout.write(`${usage}\n`);
		return 0;
	}
	if (choice.kind === 'unknown') {
		process.stderr.write(`There is no measurement "${choice.name}".\n\n${usage}\n`);
		return 2;
	}
	const findings: Finding[] = [];
	for (const name of choice.names) {
		process.stderr.write(`Measuring: ${name} …\n`);
		findings.push(...(await measurements[name]()));
	}
	process.stdout.write(`${formatReport(findings)}\n`);
	return allMet(findings) ? 0 : 1;
}

runToEnd(main);
