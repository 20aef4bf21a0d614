import type { RefusalReason } from '#src/backends/backend-error.ts';

/*
 * AzuraCast refuses with one type for many reasons; only the English sentence tells them apart. It comes in English if the
 * key's owner has no other language in their profile; any other sentence is an honest 'other'.
 */
const sentences: [part: string, reason: RefusalReason][] = [
	['already requested', 'already-requested'],
	['played too recently', 'played-recently'],
	['request too recently', 'too-soon'],
	['not requestable', 'not-requestable'],
	['not permitted to submit requests', 'address-barred'],
	['crawlers are not permitted', 'looks-like-a-crawler'],
	['out of available storage space', 'storage-full'],
	// PHP's own limit, which is another than the web server's; beyond the one for whole forms it drops the file.
	['Uploaded file error code: 1', 'too-large'],
	['No file uploaded', 'too-large'],
];

/** The reason that a refusal's sentence tells, or undefined. */
export function reasonInWords(words: string): RefusalReason | undefined {
	return sentences.find(([part]) => words.includes(part))?.[1];
}

/** Refusals with a type of their own. */
export const refusalTypes = new Map<string, RefusalReason>([
	['CannotCompleteActionException', 'other'],
	['AlreadyRunningException', 'already-running'],
	['NotRunningException', 'not-running'],
	['BadNameException', 'other'],
	['SupervisorException', 'other'],
	['StorageLocationFullException', 'storage-full'],
	['CannotProcessMediaException', 'not-audio'],
	['FlowUploadException', 'invalid'],
	['ValidationException', 'invalid'],
	['NotNormalizableValueException', 'invalid'],
	['MissingConstructorArgumentsException', 'invalid'],
	['InvalidArgumentException', 'invalid'],
	['InvalidFormatException', 'invalid'],
]);
