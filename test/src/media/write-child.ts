import { writeMediaFile } from '#src/media/media-file.ts';
import { header, numbered } from './songs.ts';

/* Writes a library and is killed on the way. */
const [file = '', last] = process.argv.slice(2);
await writeMediaFile(file, header, numbered(5_000), (step) => {
	if (step === last) process.kill(process.pid, 'SIGKILL');
});
