/**
 * What must be true of a definition whose shape could be read: one small class per rule over the model.
 *
 * <p>{@link org.workflowengine.processor.rule.Rules} lists them in the order in which their problems are shown. A rule returns problems and
 * never prints; it stays silent where what it sees can be the consequence of a problem that somebody else reports. Which problem
 * hides which is said by the class that stays silent; {@code docs/reference/rules.md} has the list.
 */
@NullMarked
package org.workflowengine.processor.rule;

import org.jspecify.annotations.NullMarked;
