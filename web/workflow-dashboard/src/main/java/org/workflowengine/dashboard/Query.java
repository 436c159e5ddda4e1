package org.workflowengine.dashboard;

import org.workflowengine.http.Percent;

/** Builds the query of a link. */
final class Query {
    private final StringBuilder text = new StringBuilder();

    Query with(String name, String value) {
        if (!value.isEmpty()) {
            text.append(text.length() == 0 ? '?' : '&')
                    .append(Percent.encode(name))
                    .append('=')
                    .append(Percent.encode(value));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
