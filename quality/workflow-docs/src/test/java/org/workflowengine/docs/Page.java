package org.workflowengine.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Markdown page: its blocks of code, its links, and what can be linked to. */
record Page(Path file, String text) {
    private static final Pattern FENCE = Pattern.compile(
            "(?ms)(?:^[ ]*<!-- snippet: ([^\\n]*?) -->\\n)?^([ ]*)(```+)([^`\\n]*)\\n(.*?)^\\2\\3[ ]*$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK =
            Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+(?:\"[^\"]*\"|'[^']*'))?\\)|(?:href|src|srcset)=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");

    static Page read(Path file) {
        return new Page(file, Repository.read(file).replace("\r\n", "\n"));
    }

    String name() {
        return Repository.ROOT.relativize(file).toString().replace('\\', '/');
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            int line = 1
                    + (int) text.substring(0, fence.start(3))
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            blocks.add(new Block(
                    this,
                    blocks.size(),
                    line,
                    fence.group(4).strip(),
                    Directive.of(fence.group(1)),
                    unindented(fence.group(5), fence.group(2))));
        }
        return blocks;
    }

    private static String unindented(String block, String indent) {
        return indent.isEmpty()
                ? block
                : Pattern.compile("(?m)^" + indent).matcher(block).replaceAll("");
    }

    /** The page without its blocks of code, which may hold brackets and hashes of their own. */
    String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    List<String> links() {
        return LINK.matcher(
                        CODE.matcher(COMMENT.matcher(prose()).replaceAll("")).replaceAll(""))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .toList();
    }

    List<String> headings() {
        return HEADING.matcher(prose()).results().map(found -> found.group(1)).toList();
    }

    /** The anchors that code hosts give the headings of a page; a second heading of the same name gets a number. */
    Set<String> anchors() {
        Set<String> anchors = new TreeSet<>();
        for (MatchResult found : HEADING.matcher(prose()).results().toList()) {
            String plain = found.group(1).replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1");
            String anchor = plain.strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            for (int n = 1; !anchors.add(n == 1 ? anchor : anchor + "-" + (n - 1)); ) {
                n++;
            }
        }
        return anchors;
    }

    @Override
    public String toString() {
        return name();
    }
}
