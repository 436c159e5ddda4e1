package org.workflowengine.processor.model;

/**
 * Every problem that the compiler itself can report: its number is never reused, its short name says it in three words.
 *
 * <p>Two numbers of the catalogue are missing because nothing is ever reported under them. WF207, a transition that can never
 * fire, has two causes: a contradictory guard says so itself as WF302, and a source that is never entered is WF203. WF306, the
 * consequences of such transitions for the graph, is what the rules of WF203 and WF204 find on the graph without them.
 */
public enum Code implements ProblemCode {
    WF000("processor-crash", Level.ERROR),
    WF001("option-value", Level.ERROR),
    WF002("source-level", Level.ERROR),
    WF003("file-not-written", Level.ERROR),
    WF004("extension-fault", Level.ERROR),

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
    WF112("toleration-shape", Level.ERROR),
    WF113("tolerates-nothing", Level.WARNING),
    WF114("read-too-early", Level.ERROR),

    WF201("initial-state", Level.ERROR),
    WF202("no-terminal-state", Level.ERROR),
    WF203("unreachable-state", Level.ERROR),
    WF204("no-path-to-terminal", Level.ERROR),
    WF205("dead-end", Level.ERROR),
    WF206("terminal-with-transition", Level.ERROR),
    WF208("same-transition-twice", Level.WARNING),
    WF209("inherited-differently", Level.ERROR),
    WF210("unguarded-self-transition", Level.WARNING),

    WF301("not-a-fact", Level.ERROR),
    WF302("contradictory-guard", Level.ERROR),
    WF303("always-true", Level.WARNING),
    WF304("unused-fact", Level.WARNING),
    WF305("unaccepted-value", Level.WARNING),
    WF307("guards-nothing", Level.ERROR),

    WF401("type-name-taken", Level.ERROR),
    WF402("names-collide", Level.ERROR),
    WF403("unusable-name", Level.ERROR),

    WF501("pinned-version-changed", Level.ERROR),
    WF502("migration-from-unpinned", Level.ERROR),
    WF503("state-not-mapped", Level.ERROR),
    WF504("not-an-older-version", Level.ERROR),
    WF505("mapped-twice", Level.ERROR),
    WF506("versions-not-ascending", Level.ERROR),
    WF507("migration-shape", Level.ERROR),
    WF508("narrower-future", Level.NOTE),

    WF601("not-passed-before", Level.ERROR),
    WF602("not-passed-ahead", Level.ERROR),
    WF603("promise-shape", Level.ERROR),
    WF604("obligation-shape", Level.ERROR),
    WF605("not-brought-there", Level.ERROR),
    WF606("brought-by-nobody", Level.WARNING),
    WF607("blocked-by-erasing", Level.WARNING),
    WF608("quorum-never-reached", Level.ERROR);

    /** Whether a problem stops the build, is probably not meant, or is only told. */
    public enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    private final String shortName;
    private final Level level;

    Code(String shortName, Level level) {
        this.shortName = shortName;
        this.level = level;
    }

    @Override
    public String shortName() {
        return shortName;
    }

    @Override
    public Level level() {
        return level;
    }
}
