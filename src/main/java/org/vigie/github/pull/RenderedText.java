package org.vigie.github.pull;

import java.util.Locale;
import java.util.Set;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * What is left of Markdown when it is read as GitHub reads it for references: the text that shows, without code, comments and the words
 * of links. Where something was left out stands a character that belongs to no word.
 */
final class RenderedText {

    /** What a line break within a block is turned into, and what separates blocks: no blank of a pattern reaches over it. */
    private static final char GAP = '\u2029';

    private static final int LONGEST = 70_000;
    private static final int DEEPEST = 100;
    private static final Set<String> UNREAD = Set.of("a", "code", "pre", "tt", "kbd", "samp", "script", "style");
    private static final Parser MARKDOWN =
            Parser.builder().maxOpenBlockParsers(DEEPEST).build();

    private final StringBuilder text = new StringBuilder();
    /** How many elements of HTML are open whose text is not read. */
    private int unread;

    private RenderedText() {}

    static String of(String markdown) {
        RenderedText rendered = new RenderedText();
        rendered.walk(MARKDOWN.parse(markdown.length() > LONGEST ? markdown.substring(0, LONGEST) : markdown));
        return rendered.text.toString();
    }

    /** Without recursion: emphasis may be nested as deep as a text is long. */
    private void walk(Node document) {
        Node node = document;
        while (node != null) {
            boolean down = enter(node) && node.getFirstChild() != null;
            if (down) {
                node = node.getFirstChild();
                continue;
            }
            while (node != document && node.getNext() == null) {
                node = node.getParent();
            }
            node = node == document ? null : node.getNext();
        }
    }

    /** Whether to go on with what is in it. */
    private boolean enter(Node node) {
        switch (node) {
            case Text words -> add(words.getLiteral());
            case SoftLineBreak ignored -> add("\n");
            case HardLineBreak ignored -> add("\n");
            case Code ignored -> text.append(GAP);
            case FencedCodeBlock ignored -> text.append(GAP);
            case IndentedCodeBlock ignored -> text.append(GAP);
            case LinkReferenceDefinition ignored -> text.append(GAP);
            case HtmlInline tag -> html(tag.getLiteral());
            case HtmlBlock block -> {
                text.append(GAP);
                html(block.getLiteral());
            }
            case Image ignored -> {
                text.append(GAP);
                return false;
            }
            case Link link -> {
                // an address in pointed brackets is its own word; the words of other links lead elsewhere
                boolean plain = link.getFirstChild() instanceof Text word
                        && word.getNext() == null
                        && word.getLiteral().equals(link.getDestination());
                add(plain ? link.getDestination() : String.valueOf(GAP));
                return false;
            }
            default -> {
                if (node instanceof org.commonmark.node.Block) {
                    unread = 0;
                    text.append(GAP);
                }
            }
        }
        return true;
    }

    private void add(String words) {
        if (unread == 0) {
            text.append(words);
        }
    }

    /** The text between tags; comments and what is in elements that are not read are left out. */
    private void html(String source) {
        int at = 0;
        while (at < source.length()) {
            int tag = source.indexOf('<', at);
            if (tag < 0) {
                add(source.substring(at));
                return;
            }
            add(source.substring(at, tag));
            boolean comment = source.startsWith("<!--", tag);
            int end = source.indexOf(comment ? "-->" : ">", comment ? tag + 4 : tag);
            text.append(comment ? GAP : '\u200b');
            if (end < 0) {
                return;
            }
            if (!comment) {
                count(source.substring(tag + 1, end));
            }
            at = end + (comment ? 3 : 1);
        }
    }

    private void count(String tag) {
        boolean closing = tag.startsWith("/");
        int begin = closing ? 1 : 0;
        int end = begin;
        while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
            end++;
        }
        if (UNREAD.contains(tag.substring(begin, end).toLowerCase(Locale.ROOT)) && !tag.endsWith("/")) {
            unread = closing ? Math.max(0, unread - 1) : unread + 1;
        }
    }
}
