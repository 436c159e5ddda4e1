/** Pages that show where every case stands, why one cannot move, and whether the records are intact. */
@SuppressWarnings("requires-automatic") // jte's jar has a name for a module, and no descriptor
module org.workflowengine.dashboard {
    requires gg.jte.runtime;
    requires static java.compiler; // for @Generated, which is in no class file
    requires static transitive org.jspecify;
    requires transitive org.workflowengine.http;

    exports org.workflowengine.dashboard;
}
