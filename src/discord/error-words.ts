import errors from '#locales/en-US/shared/errors.ts';
import type { Translate } from '#src/words/translate.ts';

export type ErrorWords = Translate<typeof errors>;

/** Whether a radio system has words of its own for a key that it does not take. */
export function hasOwnRejections(kind: string): kind is keyof (typeof errors)['key-rejected']['of'] {
	return Object.hasOwn(errors['key-rejected'].of, kind);
}

/** Whether a radio system has words of its own for what its keys may not do. */
export function hasOwnRights(kind: string): kind is keyof (typeof errors)['right-missing']['of'] {
	return Object.hasOwn(errors['right-missing'].of, kind);
}

/** What a radio system has not, as people call it. */
export function roleWords(role: string, t: ErrorWords): string {
	switch (role) {
		case 'episodes.publish':
		case 'episodes.archive':
			return t('roles.publishing');
		case 'history':
		case 'queue':
		case 'requests':
		case 'playout':
		case 'schedule':
		case 'library':
		case 'playlists':
		case 'requestDesk':
		case 'administration':
		case 'reports':
		case 'presenters':
		case 'operations':
		case 'logs':
		case 'episodes':
		case 'shows':
			return t(`roles.${role}`);
		default:
			return role;
	}
}
