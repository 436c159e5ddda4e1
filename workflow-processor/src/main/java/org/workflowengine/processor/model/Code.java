package org.workflowengine.processor.model;

/** Every defect that the compiler can report: its number is never reused, its short name says it in three words. */
public enum Code {
    WF000("processor-crash", Level.ERROR),

    WF101("definition-shape", Level.ERROR),
    WF102("definition-id", Level.ERROR),
    WF103("state-shape", Level.ERROR),
    WF104("target-not-a-state", Level.ERROR),
    WF105("transition-shape", Level.ERROR),
    WF106("fact-shape", Level.ERROR),
    WF107("stored-id", Level.ERROR),
    WF108("definition-twice", Level.ERROR),
    WF109("too-large", Level.ERROR),
    WF110("cyclic-guard", Level.ERROR),
    WF111("one-name-two-ids", Level.ERROR),

    WF201("initial-state", Level.ERROR),
    WF202("no-terminal-state", Level.ERROR),
    WF203("unreachable-state", Level.ERROR),
    WF204("no-path-to-terminal", Level.ERROR),
    WF205("dead-end", Level.ERROR),
    WF206("terminal-with-transition", Level.ERROR),
    WF209("inherited-differently", Level.ERROR),

    WF301("not-a-fact", Level.ERROR),

    WF401("type-name-taken", Level.ERROR),
    WF402("names-collide", Level.ERROR),
    WF403("unusable-name", Level.ERROR);

    /** Whether a defect stops the build. */
    public enum Level {
        ERROR,
        WARNING
    }

    private final String shortName;
    private final Level level;

    Code(String shortName, Level level) {
        this.shortName = shortName;
        this.level = level;
    }

    public String shortName() {
        return shortName;
    }

    public Level level() {
        return level;
    }
}
