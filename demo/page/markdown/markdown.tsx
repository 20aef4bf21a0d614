import type { ComponentChildren, JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Mark } from './mark.tsx';
import { ChannelMention, CommandMention, RoleMention, UserMention } from './mention.tsx';
import { type MarkdownNode, parseMarkdown } from './parse-markdown.ts';
import { Spoiler } from './spoiler.tsx';
import { Timestamp } from './timestamp.tsx';

/** Text as Discord shows it. Everything in it becomes elements and text nodes, nothing becomes HTML. */
export function Markdown({ text }: { text: string }) {
	const nodes = useMemo(() => parseMarkdown(text), [text]);
	return <div class="markdown">{drawAll(nodes)}</div>;
}

const drawers: Readonly<Record<string, (node: MarkdownNode) => ComponentChildren>> = {
	text: (node) => contentOf(node),
	br: () => <br />,
	newline: () => <br />,
	strong: (node) => <strong>{contentOf(node)}</strong>,
	em: (node) => <em>{contentOf(node)}</em>,
	underline: (node) => <u>{contentOf(node)}</u>,
	strikethrough: (node) => <s>{contentOf(node)}</s>,
	inlineCode: (node) => <code>{contentOf(node)}</code>,
	codeBlock: (node) => (
		// Its long lines are scrolled to, also without a mouse.
		<pre tabIndex={0}>
			<code>{contentOf(node)}</code>
		</pre>
	),
	blockQuote: (node) => <blockquote>{contentOf(node)}</blockquote>,
	spoiler: (node) => <Spoiler>{contentOf(node)}</Spoiler>,
	heading: drawHeading,
	subtext: (node) => <small>{contentOf(node)}</small>,
	list: drawList,
	link: drawLink,
	url: drawLink,
	autolink: drawLink,
	timestamp: (node) => <Timestamp seconds={Number(node.timestamp)} style={node.format ?? 'f'} />,
	user: (node) => <UserMention id={node.id ?? ''} />,
	role: (node) => <RoleMention id={node.id ?? ''} />,
	channel: (node) => <ChannelMention id={node.id ?? ''} />,
	slashCommand: (node) => <CommandMention name={node.fullName ?? ''} />,
	everyone: () => <span class="mention">@everyone</span>,
	here: () => <span class="mention">@here</span>,
	twemoji: (node) => <Mark sign={node.name ?? ''} />,
	// A custom emoji's picture lives at Discord; here its name has to do.
	emoji: (node) => <span class="emoji">:{node.name}:</span>,
};

const blocks: ReadonlySet<string> = new Set(['codeBlock', 'blockQuote', 'list', 'heading', 'subtext']);

function drawAll(nodes: MarkdownNode[]): ComponentChildren {
	return nodes.map((node, index) => {
		// A block ends its line by itself.
		const isSpent = node.type === 'br' && blocks.has(nodes[index - 1]?.type ?? '');
		return isSpent ? null : (drawers[node.type] ?? contentOf)(node);
	});
}

function contentOf({ content }: MarkdownNode): ComponentChildren {
	return typeof content === 'string' || content === undefined ? content : drawAll(content);
}

function drawHeading(node: MarkdownNode): JSX.Element {
	// The page's own title is the only first-level heading.
	const Tag = ({ 1: 'h2', 2: 'h3' } as const)[node.level ?? 3] ?? 'h4';
	return <Tag class={`heading-${node.level ?? 3}`}>{contentOf(node)}</Tag>;
}

function drawList({ items = [] }: MarkdownNode): JSX.Element {
	return (
		<ul class="list">
			{items.map(({ depth, marker, content }) => (
				<li class={`depth-${depth}`} data-marker={/\d/.test(marker) ? marker : '•'}>
					{drawAll(content)}
				</li>
			))}
		</ul>
	);
}

function drawLink(node: MarkdownNode): ComponentChildren {
	const target = node.target ?? '';
	if (!/^https?:\/\//i.test(target)) return contentOf(node);
	return (
		<a href={target} target="_blank" rel="noopener noreferrer">
			{contentOf(node)}
		</a>
	);
}
