/** Pages that show where every case stands, why one cannot move, and whether the records are intact. */
module org.workflowengine.dashboard {
    requires static transitive org.jspecify;
    requires transitive org.workflowengine.http;
}
