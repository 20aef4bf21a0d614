import { useEffect, useState } from 'preact/hooks';
import { readScene, type Theme, themes } from './scene.ts';

const key = 'theme';

/** Dark, light, or whatever the system has; a link's word comes before what was chosen last. */
export function useTheme(): [Theme, (theme: Theme) => void] {
	const [theme, setTheme] = useState<Theme>(
		() =>
			readScene(location.hash).theme ?? themes.find((one) => one === localStorage.getItem(key)) ?? 'system',
	);
	useEffect(() => {
		localStorage.setItem(key, theme);
		if (theme === 'system') delete document.documentElement.dataset['theme'];
		else document.documentElement.dataset['theme'] = theme;
	}, [theme]);
	return [theme, setTheme];
}
