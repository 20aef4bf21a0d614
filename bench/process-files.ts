/** `VmRSS` of `/proc/PID/status`, in megabytes of 1024 kB. */
export function residentMbIn(status: string): number {
	const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
	if (kilobytes === undefined) throw new Error('The status of the process names no resident memory');
	return Number(kilobytes) / 1024;
}

/** User and system time of `/proc/PID/stat`, whose unit is always 10 ms for user space. */
export function cpuMsIn(stat: string): number {
	// The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const [user, system] = [Number(fields[11]), Number(fields[12])];
	if (!Number.isFinite(user + system)) throw new Error('The process tells no processor time');
	return (user + system) * 10;
}
