import { Refusal } from './errors.ts';
import type { Account, KeyRing } from './keys.ts';
import type { Call } from './router.ts';

/** Who calls. A wrong key is nobody, but `sent` tells the log that there was one. */
export function identify(call: Call, keys: KeyRing): { account: Account | null; sent: boolean } {
	const forms = [
		/^Bearer\s+(?<key>.+)$/iu.exec(call.headers['authorization'] ?? '')?.groups?.['key'],
		call.headers['x-api-key'],
		/(?:^|;\s*)token=(?<key>[^;]+)/u.exec(call.headers['cookie'] ?? '')?.groups?.['key'],
		call.query.get('api_key') ?? undefined,
	].filter((form) => form !== undefined && form !== '');
	// What holds no colon is passed over as if it were not there.
	const key = forms.find((form) => form?.includes(':') === true);
	if (key === undefined) return { account: null, sent: forms.length > 0 };
	const [identifier = '', verifier = ''] = key.split(':');
	if (identifier === '' || verifier === '') {
		const file = '/var/azuracast/www/backend/src/Security/SplitToken.php';
		throw new Refusal(500, 'InvalidArgumentException', 'Token identifier and verifier must be set.', {
			file,
			line: 48,
		});
	}
	return { account: keys.find(key), sent: true };
}
