package org.workflowengine.docs;

import java.util.Optional;

/** A fenced block of code, and what the comment before it says about it. */
record Block(Page page, int index, int line, String info, Directive directive, String text) {

    String language() {
        return info.isEmpty() ? "" : info.split(" ", -1)[0];
    }

    /** What a reader sees next, if it is text: the output of what this block shows. */
    Optional<Block> next() {
        var blocks = page.blocks();
        return index + 1 < blocks.size() ? Optional.of(blocks.get(index + 1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return page.name() + ":" + line + (info.isEmpty() ? "" : " " + info);
    }
}
