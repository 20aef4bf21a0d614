// Prints `N passed, N failed, N skipped` from the JSON report of the test run.
import { existsSync, readFileSync } from 'node:fs';

if (!existsSync(process.argv[2])) {
	console.log('The tests did not run: what was checked before them failed');
	process.exit(1);
}
const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const skipped = report.numPendingTests + (report.numTodoTests ?? 0);
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`);
if (report.numTotalTests === 0) process.exit(1);
