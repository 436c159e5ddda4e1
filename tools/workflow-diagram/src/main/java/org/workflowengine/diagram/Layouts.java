package org.workflowengine.diagram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workflowengine.diagram.internal.layout.Box;
import org.workflowengine.diagram.internal.layout.Layout;
import org.workflowengine.diagram.internal.layout.Line;
import org.workflowengine.diagram.internal.layout.Spacing;

/** The layouts used last of one definition: what a case has done changes none, and a long one takes a tenth of a second. Thread-safe. */
final class Layouts {
    private static final int MOST = 16;

    private record Key(List<Box> boxes, List<Line> lines) {}

    private final Map<Key, Layout> known = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Layout> eldest) {
            return size() > MOST;
        }
    };

    Layout of(List<Box> boxes, List<Line> lines, Spacing spacing) {
        Key key = new Key(List.copyOf(boxes), List.copyOf(lines));
        synchronized (known) {
            Layout layout = known.get(key);
            if (layout != null) {
                return layout;
            }
        }
        Layout layout = Layout.of(boxes, lines, spacing);
        synchronized (known) {
            known.put(key, layout);
        }
        return layout;
    }
}
