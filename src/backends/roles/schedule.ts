export interface ScheduleEntry {
	kind: 'playlist' | 'streamer' | 'show';
	name: string;
	description: string;
	startsAt: number;
	endsAt: number;
	isNow: boolean;
}

/** A programme entry by the station's own clock, where nobody can say which moment that is. */
export interface LocalEntry {
	name: string;
	/** 1 (Monday) to 7. */
	day: number;
	/** `09:00`; `24:00` for midnight at the end. */
	from: string;
	to: string;
	isToday: boolean;
	isNow: boolean;
}

export interface ScheduleRole {
	/** Entries that touch the span, in order of their start. */
	between(from: number, to: number): Promise<ScheduleEntry[]>;
	/** The next seven days by the station's own clock. Absent where {@link between} always knows the moments. */
	local?(): Promise<LocalEntry[]>;
}
