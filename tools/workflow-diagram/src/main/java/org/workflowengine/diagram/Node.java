package org.workflowengine.diagram;

import java.util.List;

/**
 * A state as it is drawn.
 *
 * @param id its id
 * @param isFinal whether a case ends here
 * @param isResting whether a case may rest here for good
 * @param isVisited whether the case has been here
 * @param isCurrent whether the case is here
 * @param note what stands below the name, or an empty text
 * @param badge what stands beside the name, or an empty text
 * @param href where a click leads, or an empty text
 * @param tip what it is, in words
 * @param superstates the superstates that it belongs to
 */
record Node(
        String id,
        boolean isFinal,
        boolean isResting,
        boolean isVisited,
        boolean isCurrent,
        String note,
        String badge,
        String href,
        String tip,
        List<String> superstates) {}
