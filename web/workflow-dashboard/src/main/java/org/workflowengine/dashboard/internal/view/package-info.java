/** What the pages show, ready to be written: texts, numbers and times as people read them, and nothing that is hidden from them. */
@NullMarked
package org.workflowengine.dashboard.internal.view;

import org.jspecify.annotations.NullMarked;
